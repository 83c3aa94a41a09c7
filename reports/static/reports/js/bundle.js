/**
 * Follows files that are being made: asks for the page again until it says that they are ready.
 * A server or network that is gone for a moment changes nothing; after a while it asks less often, and not out of sight.
 */
const box = document.querySelector("[data-bundle][data-open]");
const SOON = 1500;
const LATE = 15000;
let wait = SOON;

/** Put the new state in place; whoever stands on its link stays there. */
function show(found) {
  const held = box.contains(document.activeElement);
  box.replaceChildren(...found.childNodes);
  if (held) box.querySelector("a")?.focus();
}

async function look() {
  try {
    if (!document.hidden) {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-bundle]");
      if (answer.status < 500 && !found?.hasAttribute("data-open")) {
        window.location.reload();
        return;
      }
      if (answer.ok && found.textContent !== box.textContent) {
        show(found);
        wait = SOON;
      }
    }
  } catch {
    // The network is gone for a moment: the next turn asks again.
  }
  wait = Math.min(wait * 1.2, LATE);
  setTimeout(look, wait);
}

if (box) setTimeout(look, wait);
