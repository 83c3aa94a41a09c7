// The moderator's page: presses are plain forms; with a script they need no new page, and other moderators' work appears.
import { follow } from "./feed.js";
import { replace, swapper } from "./swap.js";

const page = document.querySelector("[data-remote]");
const stage = page.querySelector("[data-stage]");
const notice = page.querySelector("[data-notice]");
const refresh = swapper(stage, page.dataset.partUrl);
let pressing = false;

function tell(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

function draw(source) {
  const isUnfolded = stage.querySelector("#done")?.open;
  replace(stage, source);
  const done = stage.querySelector("#done");
  if (done && isUnfolded) done.open = true;
}

async function press(form, submitter) {
  if (pressing) return;
  pressing = true;
  tell("");
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form, submitter) });
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    draw(found.querySelector("[data-stage]"));
    tell([...found.querySelectorAll(".messages li")].map((item) => item.textContent.trim()).join(" "));
  } catch {
    tell(page.dataset.sayOffline);
    button.removeAttribute("aria-busy");
  } finally {
    pressing = false;
  }
}

page.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-press]")) return;
  event.preventDefault();
  press(event.target, event.submitter);
});

follow(page.dataset, {
  view: "moderator",
  onState: (state) => {
    for (const [uid, count] of Object.entries(state.support ?? {})) {
      const place = stage.querySelector(`[data-votes="${uid}"]`);
      if (place) place.textContent = count;
    }
    refresh(String(state.version));
  },
  onLine: (up) => (page.querySelector("[data-line]").hidden = up),
});
