// Keeps the preview in step with what is typed. Without it the button "show in the preview" does the same.
const PAUSE = 400;
const form = document.querySelector("[data-question-form]");
const frame = document.querySelector("[data-preview]");
const button = document.querySelector("[data-preview-button]");
let timer = 0;
let turn = 0;

async function show() {
  const mine = ++turn;
  try {
    const response = await fetch(button.formAction, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!response.ok || mine !== turn) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const old = frame.contentDocument?.getElementById("preview-form");
    const made = fresh.getElementById("preview-form");
    if (!old || !made || mine !== turn) return;
    // Only the content is replaced: no flicker, no step in the history, and the place in the form stays.
    old.replaceChildren(...made.childNodes);
    frame.contentDocument.dispatchEvent(new Event("plenair:unfold"));
    frame.contentDocument.querySelector(`[data-question="question_${form.elements.question.value || 0}"]`)?.scrollIntoView({ block: "center" });
  } catch {
    // The preview is a convenience; typing and saving go on without it.
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PAUSE);
});
