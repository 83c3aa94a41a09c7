// Makes the plain form of an open question comfortable: counting, tapping an order, saying what is not right yet.
import { problemOf } from "./answers.js";
import { tapToRank } from "./ranking.js";

export function enhance(form, place, words, say) {
  form.action = place.voteUrl;
  const allowed = Number(form.dataset.voters) <= Number(place.scope);
  form.hidden = !allowed;
  form.parentElement.querySelector("[data-may-not]").hidden = allowed;
  if (form.dataset.kind === "ranking") tapToRank(form, words, say);
  form.addEventListener("input", () => refresh(form, words));
  form.addEventListener("answer", () => refresh(form, words));
  refresh(form, words);
}

export function tellProblem(form, answer, words) {
  const problem = problemOf(form, answer);
  const field = form.querySelector("input[name=answer]:not([type=checkbox]), textarea[name=answer]");
  showProblem(form, problem ? sentence(words[problem.word], problem) : "");
  if (field) field.setAttribute("aria-invalid", String(Boolean(problem)));
  if (problem) (field ?? form.querySelector("[name=answer], .answer-rank"))?.focus();
  return Boolean(problem);
}

export function showProblem(form, text) {
  const place = form.querySelector("[data-error]");
  place.textContent = text;
  place.hidden = !text;
}

function refresh(form, words) {
  showProblem(form, "");
  const count = form.querySelector("[data-count]");
  if (count) {
    const { maximum } = form.querySelector("[data-maximum]").dataset;
    const boxes = [...form.querySelectorAll("[type=checkbox]")];
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = sentence(words.chosen, { number: chosen });
    for (const box of boxes) box.disabled = !box.checked && chosen >= Number(maximum);
  }
  const left = form.querySelector("[data-left]");
  if (left) {
    const field = form.elements.answer;
    left.textContent = sentence(words.left, { number: field.maxLength - field.value.length });
  }
}

function sentence(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
