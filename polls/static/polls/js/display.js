// What every big screen can do with itself: full screen, dark or light.
const root = document.documentElement;

export function toggleTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  try {
    localStorage.setItem("plenair-screen-theme", root.dataset.theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}

export function restoreTheme() {
  try {
    const chosen = localStorage.getItem("plenair-screen-theme");
    if (chosen) root.dataset.theme = chosen;
  } catch {
    // The system's theme it is.
  }
}

export function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}
