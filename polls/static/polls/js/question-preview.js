// Keeps both previews in step with what is typed. Without it the two buttons do the same.
const PAUSE = 400;
const form = document.querySelector("[data-question-form]");
const buttons = form.querySelectorAll("[data-preview-button]");
let timer = 0;
let turn = 0;

async function show(button, mine) {
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok || mine !== turn) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-preview-part]");
    const frame = document.querySelector(`iframe[name="${button.dataset.previewButton}"]`);
    frame.contentDocument?.querySelector("[data-preview-part]")?.replaceChildren(...fresh.childNodes);
  } catch {
    // The preview is a convenience; typing and saving go on without it.
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    turn += 1;
    buttons.forEach((button) => show(button, turn));
  }, PAUSE);
});
