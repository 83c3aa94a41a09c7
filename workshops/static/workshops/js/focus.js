/** Where the keyboard is stays where it was, also when the server's version of a card or a part takes its place. */
const HEADINGS = "h2, h3";

/** Do something that may replace parts of `inside`; `fresh()` gives what took its place. */
export function keepFocus(inside, act, fresh = () => inside) {
  const { activeElement: active } = document;
  if (!inside?.contains(active)) return act();
  const twin = twinOf(active);
  const result = act();
  const isLost = !document.activeElement || document.activeElement === document.body;
  if (isLost) take(active.isConnected ? active : find(fresh(), twin));
  return result;
}

/** Put the keyboard on a heading that no key reaches by itself. */
export function focusHeading(part) {
  take(part?.querySelector(HEADINGS));
}

function take(element) {
  if (element?.matches(HEADINGS)) element.tabIndex = -1;
  element?.focus({ preventScroll: true });
}

/** The first of these that can take the focus. */
function find(place, selectors) {
  for (const selector of place ? selectors : []) {
    const found = place.querySelector(selector);
    if (found && !found.disabled && found.getClientRects().length) return found;
  }
  return null;
}

function twinOf(active) {
  const form = active.closest("form");
  const action = form ? `form[action="${CSS.escape(form.getAttribute("action"))}"]` : "";
  const value = active.value ? `[value="${CSS.escape(active.value)}"]` : "";
  return [
    active.id && `#${CSS.escape(active.id)}`,
    active.matches("button") && form && `${action} button${value}`,
    active.matches("button") && form && `${action} button`,
    "summary",
    HEADINGS,
  ].filter(Boolean);
}
