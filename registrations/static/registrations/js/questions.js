// Shows a question of the form only when its condition holds. The server decides all the same; without this script
// every question is there, with its condition in words.

/** The values that are chosen or typed under a name, in questions that are shown. */
function valuesOf(form, name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((field) => !field.closest("[hidden]"));
  const chosen = fields.filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked);
  return chosen.map((field) => field.value).filter((value) => value !== "");
}

function holds(form, question) {
  const { depends, values, sectors } = question.dataset;
  if (sectors) {
    // Further roles stand behind a fold; closed or open, what is ticked there counts.
    const mine = ["sector", "sectors"].flatMap((name) => valuesOf(form, name));
    const fixed = form.querySelector("[data-own-sectors]")?.dataset.ownSectors.split(" ") ?? [];
    if (!sectors.split(" ").some((sector) => mine.includes(sector) || fixed.includes(sector))) return false;
  }
  return !depends || valuesOf(form, depends).some((value) => values.split(" ").includes(value));
}

function unfold(form) {
  // In order, so that a question under a hidden question is hidden too.
  for (const question of form.querySelectorAll("[data-question]")) {
    question.hidden = !holds(form, question);
    const words = question.querySelector("[data-condition]");
    if (words) words.hidden = true;
  }
}

// On the document, so that it goes on when the questions are replaced (the organiser's preview does).
const root = () => document.querySelector("[data-questions]")?.closest("form, .registration");

for (const kind of ["input", "change", "plenair:unfold"]) {
  document.addEventListener(kind, () => {
    const form = root();
    if (form) unfold(form);
  });
}
const first = root();
if (first) unfold(first);
