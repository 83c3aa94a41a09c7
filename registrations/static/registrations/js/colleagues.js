// "One more colleague" without sending the form: the last row is copied and emptied. Without this script the button
// sends the form, which comes back with one row more.
const form = document.querySelector("[data-colleagues]");
const rows = form?.querySelector("[data-colleague-rows]");
const button = form?.querySelector("[data-colleague-more]");
const NUMBERED = ["id", "name", "for", "aria-describedby"];

function renumber(element, from, to) {
  for (const name of NUMBERED) {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, value.replace(new RegExp(`_${from}(?=$|_)`), `_${to}`));
  }
}

button?.addEventListener("click", (event) => {
  event.preventDefault();
  const last = rows.lastElementChild;
  const from = rows.children.length;
  const row = last.cloneNode(true);
  for (const error of row.querySelectorAll("[id$='_error']")) error.remove();
  for (const field of row.querySelectorAll(".field--invalid")) field.classList.remove("field--invalid");
  for (const element of row.querySelectorAll("*")) {
    renumber(element, from, from + 1);
    element.removeAttribute("aria-invalid");
    if (element.matches("input")) element.value = "";
    if (element.matches("select")) element.selectedIndex = 0;
  }
  for (const label of row.querySelectorAll("legend, label")) {
    label.textContent = label.textContent.replace(new RegExp(`\\b${from}\\b(?!.*\\b${from}\\b)`), String(from + 1));
  }
  rows.append(row);
  form.elements.rows.value = String(from + 1);
  row.querySelector("input").focus();
  if (from + 1 >= Number(form.dataset.most)) button.remove();
});
