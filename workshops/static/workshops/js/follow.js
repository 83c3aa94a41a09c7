/**
 * Follows a sheet: the gateway says within a second that there is something new, and the page asks now and then
 * for itself. Only versions come over the line; what changed is fetched through the page's own link.
 */
import { keepFocus } from "./focus.js";
import { within } from "./send.js";
import { connect } from "../../live/js/stream.js";

const EVERY = 4_000;
const EVERY_WITH_LINE = 25_000;
const LONGEST_WAIT = 30_000;
const PATIENCE = 10_000; // a question that hangs on a connection that is gone must not be the last one

export class Follow {
  /** `on`: { bring(page, state), stopped(), isSending() (or in the middle of a drag) }, and perhaps { heard(state) } */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.revision = Number(root.dataset.revision);
    this.isLooking = false;
    this.isOpen = false;
    this.losses = 0;
    this.saves = 0; // of this page; what was fetched before one is out of date
    this.open(root.dataset.stream);
    this.wait();
    addEventListener("focus", () => this.look());
    addEventListener("online", () => this.look());
  }

  open(streamUrl) {
    this.line?.close();
    this.line = connect({
      streamUrl,
      onSnapshot: ({ version }) => version > this.revision && this.look(),
      onLine: (isOpen) => {
        this.isOpen = isOpen;
        if (isOpen) this.losses = 0;
      },
      onLost: () => this.lost(),
    });
  }

  /** The line went: because of the network, or because the link was withdrawn. Look at once, then ever later. */
  lost() {
    this.isOpen = false;
    clearTimeout(this.lostTimer);
    const wait = this.losses ? Math.min(LONGEST_WAIT, 1_000 * 2 ** this.losses) : 0;
    this.losses += 1;
    this.lostTimer = setTimeout(() => this.look(true), wait);
  }

  wait() {
    clearTimeout(this.timer);
    const every = this.isOpen ? EVERY_WITH_LINE : EVERY;
    this.timer = setTimeout(() => this.look(), every * (0.75 + Math.random() / 2));
  }

  /** Something of this page was saved. */
  counts() {
    this.saves += 1;
  }

  /** Our own save made this revision: nothing to fetch, unless somebody saved in between. */
  saved(revision) {
    this.counts();
    if (revision === this.revision + 1) this.revision = revision;
    else if (revision > this.revision) this.look();
  }

  async look(reopens = false) {
    this.wait();
    if (this.isStopped) return;
    if (this.isLooking || this.on.isSending()) {
      this.lookSoon(reopens);
      return;
    }
    this.isLooking = true;
    try {
      const { status, text } = await ask(this.root.dataset.stateUrl, "application/json");
      if (status === 404) this.stop();
      else if (status === 200) await this.compare(JSON.parse(text), reopens);
    } catch {
      /* No connection: the next save says so, and this looks again later. */
    } finally {
      this.isLooking = false;
    }
  }

  lookSoon(reopens = false) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look(reopens), 150);
  }

  async compare(state, reopens) {
    this.on.heard?.(state);
    if (reopens && !this.isOpen) this.open(state.stream);
    if (state.revision <= this.revision && state.handed_in === this.root.hasAttribute("data-handed-in")) return;
    const { saves } = this;
    const { status, text } = await ask(location.pathname + location.search, "text/html");
    if (status === 404) {
      this.stop();
      return;
    }
    if (status !== 200) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("[data-revision]");
    if (!fresh) return;
    if (this.on.isSending() || saves !== this.saves) {
      this.lookSoon(); // a save or a drag began while this was on its way: it shows how things were
      return;
    }
    this.revision = Math.max(this.revision, Number(fresh.dataset.revision));
    this.on.bring(page, state);
  }

  stop() {
    this.isStopped = true;
    this.line.close();
    clearTimeout(this.timer);
    clearTimeout(this.lostTimer);
    this.on.stopped();
  }
}

/** What the server says now, in time or not at all. */
function ask(url, accept) {
  return within(PATIENCE, async (signal) => {
    const response = await fetch(url, { headers: { Accept: accept }, cache: "no-store", signal });
    return { status: response.status, text: await response.text() };
  });
}

/** Parts of the page that are shown as the server has them, unless somebody is busy in them. */
export function refreshParts(root, page) {
  for (const part of root.querySelectorAll("[data-refresh]")) {
    const fresh = page.querySelector(`[data-refresh="${part.dataset.refresh}"]`);
    if (!fresh) continue;
    const isBusy = part.querySelector("details[open]") && part.contains(document.activeElement);
    if (isBusy || withoutTokens(part) === withoutTokens(fresh)) continue;
    document.adoptNode(fresh);
    keepFocus(part, () => part.replaceWith(fresh), () => fresh);
  }
}

/** What the organiser changed on the day, said where it is seen and heard. */
export function newsOf(root, page) {
  const text = (part) => part?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";
  return [...root.querySelectorAll("[data-news]")]
    .map((part) => [text(part), text(page.querySelector(`[data-refresh="${part.dataset.refresh}"]`))])
    .filter(([was, is]) => is && is !== was)
    .map(([, is]) => is)
    .join(". ");
}

/** What an element shows, without the form tokens that differ each time. */
export function withoutTokens(element) {
  return element.outerHTML.replaceAll(/<input type="hidden" name="csrfmiddlewaretoken"[^>]*>/g, "");
}
