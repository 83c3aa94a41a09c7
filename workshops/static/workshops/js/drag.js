/** Cards are dragged by their grip, with mouse, pen or finger. The buttons do the same. */
const EDGE = 70;
const STEP = 14;

export function dragCards(root, dropped) {
  let card = null;
  let start = null;
  let height = 0; // of the pointer in the window; near an edge the page scrolls along

  function scrollAlong() {
    if (!card) return;
    if (height < EDGE) scrollBy(0, -STEP);
    else if (height > innerHeight - EDGE) scrollBy(0, STEP);
    requestAnimationFrame(scrollAlong);
  }

  root.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    card = grip.closest("[data-card]");
    start = { list: card.parentElement, next: card.nextElementSibling };
    grip.setPointerCapture(event.pointerId);
    card.classList.add("scribe-card--dragged");
    event.preventDefault();
    height = event.clientY;
    scrollAlong();
  });

  root.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!card) return;
    height = clientY;
    const under = document.elementsFromPoint(clientX, clientY).find((element) => !card.contains(element) && element.closest("[data-panel]"));
    const list = under?.closest("[data-panel]").querySelector("[data-list]");
    if (!list || list.dataset.slug !== start.list.dataset.slug) return;
    const next = [...list.children].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== card && !other.hidden && clientY < box.top + box.height / 2;
    });
    if (card.parentElement !== list || card.nextElementSibling !== (next ?? null)) list.insertBefore(card, next ?? null);
  });

  function finish(isDropped) {
    if (!card) return;
    const moved = card;
    card = null;
    moved.classList.remove("scribe-card--dragged");
    if (!isDropped) start.list.insertBefore(moved, start.next);
    else if (moved.parentElement !== start.list || moved.nextElementSibling !== start.next) dropped(moved, start.list);
  }

  root.addEventListener("pointerup", () => finish(true));
  root.addEventListener("pointercancel", () => finish(false));
  root.addEventListener("keydown", (event) => event.key === "Escape" && finish(false));
}
