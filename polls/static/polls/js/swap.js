// Replaces a stage by what the server draws now; keeps the focus where it was.

export function swapper(stage, url, afterwards = () => {}) {
  let shown = stage.closest("[data-version]").dataset.version;
  let busy = false;
  let wanted = null;

  async function load() {
    busy = true;
    while (wanted !== null && wanted !== shown) {
      const key = wanted;
      try {
        const answer = await fetch(url, { headers: { Accept: "text/html" } });
        if (!answer.ok) throw new Error(answer.statusText);
        replace(stage, new DOMParser().parseFromString(await answer.text(), "text/html").body);
        afterwards();
        shown = key;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 1000));
      }
    }
    busy = false;
  }

  return function swap(key) {
    wanted = key;
    if (!busy && wanted !== shown) load();
  };
}

export function replace(stage, source) {
  const focused = stage.contains(document.activeElement) ? document.activeElement.id : null;
  stage.replaceChildren(...source.childNodes);
  if (focused === null) return;
  const again = focused ? document.getElementById(focused) : null;
  const target = again ?? stage.querySelector("h1");
  if (!again) target?.setAttribute("tabindex", "-1");
  target?.focus({ preventScroll: true });
}
