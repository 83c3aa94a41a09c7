// Puts answers in order by tapping: the first tap is 1, tapping again takes it out. The selects of the plain form hold
// the order; this only puts buttons over them. Nothing is dragged.
import { ranked, selects } from "./answers.js";

export function tapToRank(form, words, say) {
  const list = form.querySelector("[data-ranking]");
  const maximum = Number(list.dataset.maximum);
  const taps = new Map();
  form.querySelector("[data-with-script]").hidden = false;
  for (const select of selects(form)) {
    const label = list.querySelector(`label[for="${select.id}"]`);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "answer answer-rank";
    const number = button.appendChild(document.createElement("span"));
    number.className = "rank__place";
    number.setAttribute("aria-hidden", "true");
    const text = button.appendChild(document.createElement("span"));
    text.textContent = label.textContent;
    text.lang = label.lang;
    const place = button.appendChild(document.createElement("span"));
    place.className = "visually-hidden";
    button.addEventListener("click", () => tap(select));
    select.closest("li").replaceChildren(button, select);
    select.hidden = true;
    taps.set(select, { button, number, place });
  }
  const row = document.createElement("p");
  row.className = "rank__undo";
  const undo = row.appendChild(extra(words.undo, () => change(ranked(form).slice(0, -1))));
  const clear = row.appendChild(extra(words.clear, () => change([])));
  list.after(row);

  function tap(select) {
    const order = ranked(form);
    if (order.includes(select)) change(order.filter((other) => other !== select));
    else if (order.length < maximum) change([...order, select]);
    else say(words.tooMany.replace("{number}", maximum));
    say(`${taps.get(select).button.children[1].textContent}: ${taps.get(select).place.textContent.replace(/^, /, "")}`);
  }

  function change(order) {
    for (const select of selects(form)) select.value = order.includes(select) ? String(order.indexOf(select) + 1) : "";
    draw();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function draw() {
    for (const [select, { button, number, place }] of taps) {
      button.setAttribute("aria-pressed", String(Boolean(select.value)));
      number.textContent = select.value;
      place.textContent = `, ${select.value ? words.place.replace("{number}", select.value) : words.noPlace}`;
    }
    undo.disabled = clear.disabled = ranked(form).length === 0;
  }

  form.addEventListener("answer", draw);
  draw();
}

function extra(text, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text;
  button.addEventListener("click", onClick);
  return button;
}
