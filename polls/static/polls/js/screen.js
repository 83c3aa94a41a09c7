// The big screen: the server draws every stage, the stream says when; F full screen, D dark or light.
import { follow } from "./feed.js";
import { swapper } from "./swap.js";

const screen = document.querySelector("[data-screen]");
const stage = screen.querySelector("[data-stage]");
const swap = swapper(stage, screen.dataset.partUrl);
const root = document.documentElement;

function onState(state) {
  const count = stage.querySelector("[data-received]");
  if (count && state.received != null) count.textContent = state.received;
  swap(state.bars ? `${state.version}:${JSON.stringify(state.bars)}` : String(state.version));
}

function toggleTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  try {
    localStorage.setItem("plenair-screen-theme", root.dataset.theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

try {
  const chosen = localStorage.getItem("plenair-screen-theme");
  if (chosen) root.dataset.theme = chosen;
} catch {
  // The system's theme it is.
}

const keys = screen.querySelector("[data-keys]");
keys.hidden = false;
keys.querySelector("[data-fullscreen]").addEventListener("click", toggleFullscreen);
keys.querySelector("[data-theme-switch]").addEventListener("click", toggleTheme);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") toggleFullscreen();
  if (event.key === "d") toggleTheme();
});

follow(screen.dataset, {
  view: "screen",
  onState,
  onLine: (up) => (screen.querySelector("[data-line]").hidden = up),
});
