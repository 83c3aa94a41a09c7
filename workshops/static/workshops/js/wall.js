// The outcome wall: follows the event's channel, fetches the part that changed, and makes it fit the screen.
// Smaller type in steps; what still does not fit is shown page by page. On a phone the page simply scrolls.
import { connect } from "../../live/js/stream.js";

const SMALLEST = 6;
const PAGED = 3;
const TURN_SECONDS = 15;
const NARROW = 700;
const root = document.documentElement;
const wall = document.querySelector("[data-wall]");
const stage = wall.querySelector("[data-stage]");
const keys = wall.querySelector("[data-keys]");
const spoken = wall.querySelector("[data-spoken]");
let version = Number(wall.dataset.version);
let page = 0;
let pages = [];
let isFetching = false;

const cardsOf = () => [...stage.querySelectorAll("[data-card]")];
const fits = () => root.scrollHeight <= innerHeight + 1;

function showOnly(cards) {
  for (const card of cardsOf()) card.hidden = !cards.includes(card);
  for (const group of stage.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-card]:not([hidden])");
  }
}

// Cards in their order, as many to a page as fit.
function paginate(all) {
  const found = [];
  let rest = all;
  while (rest.length) {
    let low = 1;
    let high = rest.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      showOnly(rest.slice(0, middle));
      if (fits()) low = middle;
      else high = middle - 1;
    }
    found.push(rest.slice(0, low));
    rest = rest.slice(low);
  }
  return found;
}

function fit() {
  const all = cardsOf();
  showOnly(all);
  pages = [all];
  root.dataset.fit = 1;
  if (innerWidth >= NARROW) {
    for (let step = 1; step <= SMALLEST && !fits(); step += 1) root.dataset.fit = step;
    if (!fits()) {
      root.dataset.fit = PAGED; // when pages turn anyway, the type may be larger
      pages = paginate(all);
    }
  }
  turn(0);
}

function turn(by) {
  page = (page + by + pages.length) % pages.length;
  showOnly(pages[page]);
  for (const part of keys.querySelectorAll("[data-turn], [data-page]")) part.hidden = pages.length < 2;
  keys.querySelector("[data-page]").textContent = `${page + 1} / ${pages.length}`;
}

async function bring() {
  if (isFetching) return;
  isFetching = true;
  try {
    let seen;
    do {
      seen = version;
      const answer = await fetch(wall.dataset.partUrl, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
      if (answer.status === 404) return location.reload(); // the link was withdrawn
      if (answer.ok) put(await answer.text());
    } while (version > seen);
  } catch {
    // The line tells; the next version brings it.
  } finally {
    isFetching = false;
  }
}

function put(html) {
  const before = new Set(cardsOf().map((card) => card.textContent.trim()));
  stage.innerHTML = html;
  const count = Number(stage.querySelector("[data-groups]").dataset.count);
  for (const card of cardsOf()) card.toggleAttribute("data-new", !before.has(card.textContent.trim()));
  spoken.textContent = count === 1 ? spoken.dataset.one : spoken.dataset.many.replace("{count}", count);
  page = Math.min(page, pages.length - 1);
  fit();
}

function theme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
}

function fullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

const onKey = { f: fullscreen, d: theme, PageDown: () => turn(1), PageUp: () => turn(-1) };
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !onKey[event.key]) return;
  event.preventDefault();
  onKey[event.key]();
});
keys.hidden = false;
keys.querySelector("[data-fullscreen]").addEventListener("click", fullscreen);
keys.querySelector("[data-theme-switch]").addEventListener("click", theme);
for (const button of keys.querySelectorAll("[data-turn]")) {
  button.addEventListener("click", () => turn(Number(button.dataset.turn)));
}
addEventListener("resize", fit);
document.fonts?.ready.then(fit);
setInterval(() => pages.length > 1 && turn(1), TURN_SECONDS * 1000);
fit();

let line = null;
let isAsking = false;

function hear(newest) {
  if (newest <= version) return;
  version = newest;
  bring();
}

function follow(streamUrl) {
  line?.close();
  line = connect({
    streamUrl,
    pollUrl: wall.dataset.stateUrl,
    onSnapshot: (snapshot) => hear(snapshot.version),
    onLine: (isOpen) => {
      wall.querySelector("[data-line]").hidden = isOpen;
    },
    onLost: ask,
  });
}

// The stream ended: because of the network, or because a link was withdrawn. Ours: the page says so. Another one: all
// tokens were dated, and the main door gives a fresh one.
async function ask() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(wall.dataset.stateUrl, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (answer.status === 404) return location.reload();
    if (!answer.ok) return;
    const state = await answer.json();
    hear(state.version);
    setTimeout(() => follow(state.stream), 1_000 + Math.random() * 2_000);
  } catch {
    // No network: the line keeps trying by itself.
  } finally {
    isAsking = false;
  }
}

follow(wall.dataset.stream);
