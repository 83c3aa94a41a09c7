/**
 * Waits for a connection and sends what was saved, in order, one at a time. Cards have an id made here, so
 * sending twice never doubles; a save names the version it was based on, so it never overwrites.
 */
import { newId } from "./forms.js";
import { Line } from "./line.js";

const LEFT_BEHIND = 10_000; // milliseconds after which what another tab did not send may be sent here

export class Outbox {
  /** `on`: { saved(item, answer), refused(item, answer), changed() }, and perhaps { found(item), gone() } for other tabs */
  constructor(store, on) {
    this.store = store;
    this.on = on;
    this.items = [...store.all("op:").values()].filter(Boolean).sort((a, b) => a.at - b.at);
    this.blocked = "";
    this.sending = null;
    this.line = new Line(() => this.flush());
  }

  get away() {
    return this.line.away;
  }

  /** Nothing waits or asks for a choice, in this tab or in another one of this sheet. */
  get isEmpty() {
    return !this.items.length && !this.store.all("op:").size;
  }

  get undecided() {
    return this.items.length - this.waiting.length;
  }

  get waiting() {
    return this.items.filter((item) => !item.conflict);
  }

  get cardsWaiting() {
    return new Set(this.waiting.map((item) => item.uid)).size;
  }

  add(item) {
    const earlier = this.waiting.find(
      (other) => other !== this.sending && other.uid === item.uid && item.kind === "update" &&
        ["create", "update"].includes(other.kind),
    );
    if (earlier) {
      const kept = earlier.fields.filter(([name]) => ["uid", "version"].includes(name));
      earlier.fields = [...kept, ...item.fields.filter(([name]) => !["uid", "version"].includes(name))];
      earlier.text = item.text;
      this.keep(earlier);
    } else {
      const last = this.items.at(-1);
      item.at = Math.max(Date.now(), last ? last.at + 1 : 0);
      item.id = `op:${item.at}-${newId()}`;
      this.items.push(item);
      this.keep(item);
    }
    this.on.changed();
    this.flush();
  }

  /** Whether a save waits that was never on the line: then nobody else can have it. */
  isUntried(item) {
    return this.items.includes(item) && !item.isTried;
  }

  keep(item) {
    this.store.put(item.id, item);
  }

  drop(item) {
    this.items = this.items.filter((other) => other !== item);
    this.store.remove(item.id);
    this.on.changed();
  }

  /** Later saves of the same card are based on what was just saved. */
  rebase(uid, version) {
    for (const item of this.items) {
      if (item.uid !== uid || !item.fields.some(([name]) => name === "version")) continue;
      item.fields = item.fields.map(([name, value]) => [name, name === "version" ? String(version) : value]);
      this.keep(item);
    }
  }

  async flush() {
    if (this.line.isBusy || this.blocked) return;
    this.share();
    const [item] = this.waiting;
    if (!item) return;
    this.sending = item;
    item.isTried = true;
    this.on.changed();
    const sent = JSON.stringify(item.fields);
    const answer = await this.line.send(item.url, item.fields);
    this.sending = null;
    this.on.changed();
    if (!answer) return;
    try {
      this.take(item, answer, sent);
    } finally {
      this.flush(); // also when the page could not show what was saved
    }
  }

  /** Other tabs have the same store: what one sent no other sends again, what a closed one left another sends. */
  share() {
    if (!this.store.works) return;
    const kept = this.store.all("op:");
    const count = this.items.length;
    this.items = this.items.filter((item) => kept.has(item.id));
    for (const item of this.items) Object.assign(item, { fields: kept.get(item.id).fields, text: kept.get(item.id).text });
    if (this.items.length < count) this.on.gone?.();
    const mine = new Set(this.items.map((item) => item.id));
    const left = [...kept.values()].filter(
      (item) => item && !mine.has(item.id) && !item.conflict && item.at < Date.now() - LEFT_BEHIND,
    );
    if (!left.length) return;
    this.items = [...this.items, ...left].sort((a, b) => a.at - b.at);
    for (const item of left) this.on.found?.(item);
  }

  take(item, answer, sent) {
    if (answer.ok) {
      if (JSON.stringify(item.fields) === sent) this.drop(item);
      if (answer.version) this.rebase(item.uid, answer.version);
      this.on.saved(item, answer);
    } else if (["conflict", "unknown-card", "invalid", "too-many"].includes(answer.code)) {
      item.conflict = answer;
      this.keep(item);
      this.on.refused(item, answer);
    } else {
      this.blocked = answer.code ?? "reload";
    }
    this.on.changed();
  }
}
