// Moving a question without a new page: the button keeps the focus, and the new place is said aloud.
const list = document.querySelector("[data-question-list]");
const moved = document.querySelector("[data-moved]");

list.addEventListener("submit", async (event) => {
  const pressed = event.submitter;
  if (!["up", "down"].includes(pressed?.value)) return;
  event.preventDefault();
  const form = event.target;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, pressed), credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-question-list]");
    if (!fresh) throw new Error("no list");
    list.replaceChildren(...fresh.childNodes);
    moved.textContent = page.querySelector(".messages, .w-messages")?.textContent.trim() ?? "";
    const again = document.getElementById(pressed.id);
    const other = document.getElementById(pressed.id.replace(/^(up|down)/, (name) => (name === "up" ? "down" : "up")));
    (again && !again.disabled ? again : other)?.focus();
  } catch {
    location.reload(); // what was done stands there; what was not can be pressed again
  }
});
