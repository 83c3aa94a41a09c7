// Makes a stage fit the screen, whatever its shape: smaller type in steps, then tables in place of pictures, then pages.
// Nothing is cut off and no step goes below 2.5 % of the screen's height (screen.css).

const SMALLEST = 6;
const TURN_SECONDS = 12;

export function fitter(stage) {
  let page = 0;
  let turning = null;

  function frame() {
    return stage.querySelector("[data-fit]");
  }

  function overflows(box) {
    if (document.documentElement.scrollHeight > innerHeight + 1) return true;
    return [...box.querySelectorAll(".screen__body, .chart-picture, .chart-columns, .chart-column__label")].some(
      (part) => part.scrollWidth > part.clientWidth + 1,
    );
  }

  function fit() {
    const box = frame();
    if (!box) return;
    clearInterval(turning);
    showAll(box);
    for (const plain of [false, true]) {
      box.toggleAttribute("data-plain", plain);
      for (let step = 1; step <= SMALLEST; step += 1) {
        box.dataset.fit = step;
        if (!overflows(box)) return;
      }
    }
    turnPages(box);
  }

  function parts(box) {
    const all = box.querySelectorAll("[data-page-part], .chart tbody tr, .chart-words tbody tr, .chart-beside__answer");
    return [...all].filter((part) => part.hidden || isInSight(part));
  }

  // A table that is only there for screen readers is not turned.
  function isInSight(part) {
    const table = part.closest(".chart-table, .visually-hidden");
    return part.getClientRects().length > 0 && (!table || table.clientWidth > 1);
  }

  function showAll(box) {
    for (const part of parts(box)) part.hidden = false;
    box.querySelector("[data-pages]").hidden = true;
    page = 0;
  }

  // As many on a page as fit, the same number on every page; null when not even one does.
  function pagesThatFit(box, all) {
    for (let size = all.length - 1; size > 0; size -= 1) {
      const pages = pagesOf(all, size);
      const fits = pages.every((shown) => {
        show(all, shown);
        return !overflows(box);
      });
      if (fits) return pages;
    }
    return null;
  }

  // Once there are pages, type is as large as it can be without many more of them: a long list that takes four pages
  // in small type is turned in six or seven that the last row can read.
  function turnPages(box) {
    const all = parts(box);
    say(box, 1, all.length); // it takes room too
    const least = pagesThatFit(box, all) ?? pagesOf(all, 1);
    const most = least.length < 4 ? least.length : Math.ceil(least.length * 1.75);
    let pages = least;
    for (let step = 1; step < SMALLEST; step += 1) {
      box.dataset.fit = step;
      pages = pagesThatFit(box, all);
      if (pages && pages.length <= most) break;
      pages = null;
    }
    if (!pages) {
      box.dataset.fit = SMALLEST;
      pages = least;
    }
    box.querySelector("[data-pages]").hidden = pages.length < 2;
    if (pages.length < 2) return;
    const turn = (step) => {
      page = (page + step + pages.length) % pages.length;
      show(all, pages[page]);
      say(box, page + 1, pages.length);
    };
    box.turn = turn;
    turn(0);
    turning = setInterval(() => turn(1), TURN_SECONDS * 1000);
  }

  function say(box, number, total) {
    const place = box.querySelector("[data-pages]");
    place.textContent = place.dataset.pages.replace("{number}", number).replace("{total}", total);
    place.hidden = false;
  }

  function pagesOf(all, size) {
    const count = Math.ceil(all.length / size);
    const even = Math.ceil(all.length / count);
    return Array.from({ length: count }, (_, number) => all.slice(number * even, (number + 1) * even));
  }

  function show(all, shown) {
    for (const part of all) part.hidden = !shown.includes(part);
  }

  addEventListener("resize", fit);
  document.fonts?.ready.then(fit);
  fit();
  return { fit, turn: (step) => frame()?.turn?.(step) };
}
