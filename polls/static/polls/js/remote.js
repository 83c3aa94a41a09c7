// The chair's remote: presses are plain forms; with a script they need no new page.
import { follow } from "./feed.js";
import { replace, swapper } from "./swap.js";

const remote = document.querySelector("[data-remote]");
const stage = remote.querySelector("[data-stage]");
const notice = remote.querySelector("[data-notice]");
const swap = swapper(stage, remote.dataset.partUrl);
let pressing = false;

function tell(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

async function press(form) {
  if (pressing) return;
  pressing = true;
  tell("");
  form.querySelector("button").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    replace(stage, page.querySelector("[data-stage]"));
    tell([...page.querySelectorAll(".messages li")].map((item) => item.textContent.trim()).join(" "));
  } catch {
    tell(remote.dataset.sayOffline);
    form.querySelector("button").removeAttribute("aria-busy");
  } finally {
    pressing = false;
  }
}

remote.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-press]")) return;
  event.preventDefault();
  press(event.target);
});

follow(remote.dataset, {
  view: "remote",
  onState: (state) => {
    const count = stage.querySelector("[data-received]");
    if (count && state.received != null) count.textContent = state.received;
    swap(`${state.version}:${state.can_reopen}`);
  },
  onLine: (up) => (remote.querySelector("[data-line]").hidden = up),
});
