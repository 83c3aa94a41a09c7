/**
 * Waits for a connection and sends what was saved, in order, one at a time. Cards have an id made here, so
 * sending twice never doubles; a save names the version it was based on, so it never overwrites.
 */
import { newId } from "./forms.js";
import { NoConnection, send } from "./send.js";

const RETRY = 3_000;

export class Outbox {
  /** `on`: { saved(item, answer), refused(item, answer), changed() } */
  constructor(store, on) {
    this.store = store;
    this.on = on;
    this.items = [...store.all("op:").values()].filter(Boolean).sort((a, b) => a.at - b.at);
    this.away = false;
    this.blocked = "";
    this.sending = null;
    addEventListener("online", () => this.flush());
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
    if (this.sending || this.blocked) return;
    clearTimeout(this.timer);
    const item = this.waiting[0];
    if (!item) return;
    this.sending = item;
    item.isTried = true;
    this.on.changed();
    const sent = JSON.stringify(item.fields);
    try {
      const answer = await send(item.url, item.fields);
      this.away = false;
      this.sending = null;
      this.take(item, answer, sent);
    } catch (error) {
      this.sending = null;
      if (!(error instanceof NoConnection)) throw error;
      this.away = true;
      this.timer = setTimeout(() => this.flush(), RETRY * (0.5 + Math.random()));
      this.on.changed();
      return;
    }
    this.flush();
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
      this.blocked = answer.code;
    }
    this.on.changed();
  }
}
