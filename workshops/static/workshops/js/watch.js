/** Looks now and then whether another scribe changed something, and brings the page up to date. */
const EVERY = 6_000;

export function watch({ root, cards, notes, outbox, heard }) {
  const url = root.dataset.stateUrl;
  let timer = null;
  let isLooking = false;

  async function look() {
    clearTimeout(timer);
    timer = setTimeout(look, EVERY * (0.75 + Math.random() / 2));
    if (isLooking || document.hidden || outbox.waiting.length || notes.isUnsent || outbox.blocked) return;
    isLooking = true;
    try {
      const response = await fetch(url, { headers: { Accept: "application/json" } });
      if (response.ok) await compare(await response.json());
    } catch {
      /* No connection: the next save says so, and this looks again later. */
    } finally {
      isLooking = false;
    }
  }

  async function compare(theirs) {
    if (theirs.handed_in !== root.hasAttribute("data-handed-in")) {
      location.reload();
      return;
    }
    const shown = [...root.querySelectorAll("[data-card][data-version]")];
    const same =
      shown.length === Object.keys(theirs.cards).length &&
      shown.every((card) => Number(card.dataset.version) === theirs.cards[card.dataset.card]);
    if (same && theirs.note === Number(notes.version.value)) return;
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    if (outbox.waiting.length) return;
    for (const fresh of page.querySelectorAll("[data-list]")) cards.merge(cards.list(fresh.dataset.list), fresh);
    cards.count();
    bringNotes(page.querySelector("[data-note]"));
    heard();
  }

  function bringNotes(form) {
    if (!form || notes.isUnsent || notes.conflict) return;
    const { selectionStart, selectionEnd } = notes.text;
    notes.text.value = notes.saved = form.querySelector("[data-note-text]").value;
    notes.version.value = form.elements.version.value;
    if (document.activeElement === notes.text) notes.text.setSelectionRange(selectionStart, selectionEnd);
  }

  addEventListener("focus", look);
  timer = setTimeout(look, EVERY);
}
