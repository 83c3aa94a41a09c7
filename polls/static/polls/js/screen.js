// The big screen: the server draws every stage, the stream says when.
// Keys: F full screen, D dark or light, Page Up and Page Down, ? the list of keys.
import { runClock } from "./clock.js";
import { restoreTheme, toggleFullscreen, toggleTheme } from "./display.js";
import { follow } from "./feed.js";
import { fitter } from "./fit.js";
import { swapper } from "./swap.js";

const screen = document.querySelector("[data-screen]");
const stage = screen.querySelector("[data-stage]");
const help = screen.querySelector("[data-help-panel]");
const { fit, turn } = fitter(stage);
const swap = swapper(stage, screen.dataset.partUrl, fit);

function onState(state) {
  const count = stage.querySelector("[data-received]");
  if (count && state.received != null) count.textContent = state.received;
  const moving = ["bars", "bins", "words", "support"].map((part) => JSON.stringify(state[part]));
  swap([state.version, ...moving].filter(Boolean).join(":"));
}

function toggleHelp() {
  if (help.open) help.close();
  else help.showModal();
}

restoreTheme();
const keys = screen.querySelector("[data-keys]");
keys.hidden = false;
keys.querySelector("[data-fullscreen]").addEventListener("click", toggleFullscreen);
keys.querySelector("[data-theme-switch]").addEventListener("click", toggleTheme);
keys.querySelector("[data-help]").addEventListener("click", toggleHelp);
const doing = {
  f: toggleFullscreen,
  d: toggleTheme,
  "?": toggleHelp,
  PageUp: () => turn(-1),
  PageDown: () => turn(1),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  doing[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.();
});

runClock(screen);
follow(screen.dataset, {
  view: "screen",
  onState,
  onLine: (up) => (screen.querySelector("[data-line]").hidden = up),
});
