/* The programme in the page's editor: a new item goes on where the one before it ends, and its day is asked only where
   the meeting has several. The server fills in the same when nothing is given (events/programme_times.py). */
const field = (child, name) => child.querySelector(`[name$="-${name}"]`);
const staying = (list) => [...(list?.children ?? [])].filter((child) => !child.classList.contains("deleted"));
const items = () => staying(document.getElementById("id_programme_items-FORMS"));
const dates = () => staying(document.getElementById("id_dates-FORMS"));

function fill(input, value) {
  if (!input || input.value || !value) return;
  input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function days() {
  const moments = dates().flatMap((date) => ["starts_at", "ends_at"].map((name) => field(date, name).value.trim()));
  return [...new Set(moments.filter(Boolean).map((moment) => moment.split(" ")[0]))];
}

function askDay(item) {
  const input = field(item, "day");
  const wrapper = input.closest(".w-panel__wrapper");
  const row = wrapper.closest(".programme-moment");
  let button = row.querySelector(".programme-moment__other");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary programme-moment__other";
    button.textContent = input.dataset.otherDay;
    button.addEventListener("click", () => {
      wrapper.hidden = false;
      button.hidden = true;
      input.focus();
    });
    wrapper.after(button);
  }
  const asked = days().length > 1 || input.value !== "" || wrapper.querySelector(".error-message, .w-field--error");
  if (asked || document.activeElement !== input) {
    wrapper.hidden = !asked;
    button.hidden = Boolean(asked);
  }
}

const askAll = () => items().forEach(askDay);

document.addEventListener("w-formset:added", ({ target }) => {
  const all = items();
  if (!all.includes(target)) return;
  const before = all[all.indexOf(target) - 1];
  const first = dates()[0];
  const day = before && field(before, "day").value;
  if (days().length > 1) fill(field(target, "day"), day || days()[0]);
  fill(field(target, "starts_at"), before ? field(before, "ends_at").value : first && field(first, "starts_at").value.split(" ")[1]);
  askDay(target);
});

for (const type of ["input", "change", "focusout"]) {
  document.addEventListener(type, ({ target }) => {
    if (/^dates-\d+-(starts|ends)_at$/.test(target.name ?? "")) askAll();
  });
}

document.addEventListener("w-formset:ready", askAll);
document.addEventListener("w-formset:removed", askAll);
document.addEventListener("DOMContentLoaded", askAll);
