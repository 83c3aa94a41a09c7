// Steering with keys. A key presses a button that stands on the page, so it can do nothing that a tap could not.

const BUTTONS = {
  " ": ['[data-key="next"] form'],
  ArrowRight: ['[data-key="next"] form'],
  PageDown: ['[data-key="next"] form'],
  ArrowLeft: ['[data-key="previous"] form'],
  PageUp: ['[data-key="previous"] form'],
  v: ['[data-action="breakdown"]', '[data-action="result"]'],
  h: ['[data-action="hide"]'],
  "+": ['[data-action="extend"]', '[data-action="countdown"]'],
};

// ``own``: keys that do something on this page only, without a button.
export function steer(stage, press, own = {}) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = event.target;
    if (at.closest?.("input, textarea, select, summary, a, [contenteditable]")) return;
    if (at.closest?.("button") && event.key === " ") return; // the button that has the focus
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    own[key]?.();
    const found = BUTTONS[key];
    const form = found?.map((selector) => stage.querySelector(selector)).find(Boolean);
    if (!form) return;
    event.preventDefault();
    press(form);
  });
}
