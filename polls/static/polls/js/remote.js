// The chair's remote: presses are plain forms; with a script they need no new page and survive a bad line.
import { runClock } from "./clock.js";
import { follow } from "./feed.js";
import { steer } from "./keys.js";
import { presser } from "./presses.js";
import { replace, swapper } from "./swap.js";

const remote = document.querySelector("[data-remote]");
const stage = remote.querySelector("[data-stage]");
const notice = remote.querySelector("[data-notice]");
const giveUp = remote.querySelector("[data-give-up]");
const swap = swapper(stage, remote.dataset.partUrl);

function onTell(text, isWaiting) {
  notice.querySelector("[data-notice-text]").textContent = text;
  notice.hidden = !text;
  giveUp.hidden = !isWaiting;
}

const presses = presser({
  words: remote.dataset,
  onPage(page, action) {
    replace(stage, page.querySelector("[data-stage]"));
    if (action === "choose") scrollTo({ top: 0 }); // from the list of questions to the question itself
  },
  onTell,
});

remote.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-press]")) return;
  event.preventDefault();
  presses.press(event.target);
});
giveUp.addEventListener("click", presses.giveUp);
steer(stage, presses.press);
runClock(remote);

follow(remote.dataset, {
  view: "remote",
  onState: (state) => {
    const count = stage.querySelector("[data-received]");
    if (count && state.received != null) count.textContent = state.received;
    swap(`${state.version}:${state.state}:${state.can_reopen}`);
  },
  onLine: (up) => (remote.querySelector("[data-line]").hidden = up),
});
