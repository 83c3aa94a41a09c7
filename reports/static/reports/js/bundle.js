/** Follows files that are being made: asks for the page again until it says that they are ready. */
const box = document.querySelector("[data-bundle][data-open]");
const EVERY = 1500;

async function look() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-bundle]");
    if (answer.ok && found?.hasAttribute("data-open")) {
      if (found.textContent !== box.textContent) box.replaceChildren(...found.childNodes);
    } else {
      window.location.reload();
      return;
    }
  } catch {
    // The network is gone for a moment: the next turn asks again.
  }
  setTimeout(look, EVERY);
}

if (box) setTimeout(look, EVERY);
