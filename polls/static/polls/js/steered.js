// The big screen opened with the chair's link: the keys press the buttons that the remote has.
import { runClock } from "./clock.js";
import { restoreTheme, toggleFullscreen, toggleTheme } from "./display.js";
import { follow } from "./feed.js";
import { fitter } from "./fit.js";
import { steer } from "./keys.js";
import { presser } from "./presses.js";
import { replace, swapper } from "./swap.js";

const screen = document.querySelector("[data-steered]");
const stage = screen.querySelector("[data-stage]");
const notice = screen.querySelector("[data-notice]");
const { fit } = fitter(stage);
const swap = swapper(stage, screen.dataset.partUrl, fit);

const presses = presser({
  words: screen.dataset,
  onPage(page) {
    replace(stage, page.querySelector("[data-stage]"));
    fit();
  },
  onTell(text) {
    notice.textContent = text;
    notice.hidden = !text;
  },
});

restoreTheme();
const list = screen.querySelector("[data-keys]");
steer(stage, presses.press, { f: toggleFullscreen, d: toggleTheme, "?": () => list.toggleAttribute("open") });
runClock(screen);

follow(screen.dataset, {
  view: "remote",
  onState(state) {
    const count = stage.querySelector("[data-received]");
    if (count && state.received != null) count.textContent = state.received;
    const moving = ["bars", "bins", "words", "support"].map((part) => JSON.stringify(state[part]));
    swap([state.version, state.state, state.can_reopen, ...moving].filter((part) => part !== undefined).join(":"));
  },
  onLine: (up) => (screen.querySelector("[data-line]").hidden = up),
});
