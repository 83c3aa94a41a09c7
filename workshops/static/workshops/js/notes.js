/**
 * Running notes: kept here while typing, sent within two seconds, never over another scribe's text. What two scribes
 * type in different lines is joined; when both changed one line, a person chooses.
 */
import { Line } from "./line.js";
import { caretIn, merge3 } from "./merge3.js";

const KEEP_AFTER = 250;
const SEND_AFTER = 1_200;

export class Notes {
  /** `on`: { changed(), saved(answer), conflict(answer) } */
  constructor(form, store, on) {
    this.form = form;
    this.text = form.querySelector("[data-note-text]");
    this.version = form.elements.version;
    this.store = store;
    this.on = on;
    this.saved = this.text.value;
    this.savedAt = null;
    this.blocked = "";
    this.conflict = null;
    this.line = new Line(() => this.sendTimer ?? this.send());
    this.restore();
    this.text.addEventListener("input", () => this.typed());
    addEventListener("pagehide", () => this.keep());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
      this.send();
    });
  }

  get away() {
    return this.line.away;
  }

  get sending() {
    return this.line.isBusy;
  }

  get isUnsent() {
    return this.text.value !== this.saved;
  }

  restore() {
    const kept = this.store.get("note");
    if (!kept || kept.text === this.text.value) {
      this.store.remove("note");
      return;
    }
    this.isKept = true;
    this.text.value = kept.text;
    this.version.value = kept.version;
    this.saved = kept.base ?? this.saved;
    this.on.changed();
    queueMicrotask(() => this.send());
  }

  keep() {
    const { value: version } = this.version;
    if (this.isUnsent) this.store.put("note", { text: this.text.value, version, base: this.saved });
    else if (this.isKept) this.store.remove("note"); // another tab's text is not ours to forget
    this.isKept = this.isUnsent;
  }

  typed() {
    this.keepTimer ??= setTimeout(() => {
      this.keepTimer = null;
      this.keep();
    }, KEEP_AFTER);
    this.sendTimer ??= setTimeout(() => this.send(), SEND_AFTER);
    this.on.changed();
  }

  async send() {
    clearTimeout(this.sendTimer);
    this.sendTimer = null;
    if (!this.isUnsent || this.conflict || this.blocked) return;
    if (this.sending) {
      this.sendTimer = setTimeout(() => this.send(), SEND_AFTER);
      return;
    }
    const text = this.text.value;
    const asked = this.line.send(this.form.action, [["text", text], ["version", this.version.value]]);
    this.on.changed();
    const answer = await asked;
    this.on.changed();
    if (answer) this.take(answer, text);
    this.keep();
    this.on.changed();
  }

  take(answer, text) {
    if (answer.ok) {
      this.saved = text;
      this.version.value = answer.version;
      this.savedAt = new Date();
      if (this.isUnsent) this.sendTimer ??= setTimeout(() => this.send(), SEND_AFTER);
      this.on.saved(answer);
    } else if (answer.code === "conflict") {
      this.join(answer);
    } else {
      this.blocked = answer.code ?? "reload";
    }
  }

  /** Another scribe saved `theirs`: put both together, or ask. */
  join(answer) {
    const mine = this.text.value;
    const merged = merge3(this.saved, mine, answer.theirs);
    if (merged === null) {
      this.conflict = answer;
      this.on.conflict(answer);
      return;
    }
    const carets = [this.text.selectionStart, this.text.selectionEnd].map((caret) => caretIn(merged, mine, caret));
    const scroll = this.text.scrollTop;
    this.text.value = merged;
    this.text.setSelectionRange(...carets); // also when a button has the keyboard: marking goes by the cursor
    this.text.scrollTop = scroll;
    this.saved = answer.theirs;
    this.version.value = answer.version;
    this.keep();
    this.on.changed();
    if (this.isUnsent) this.sendTimer ??= setTimeout(() => this.send(), SEND_AFTER / 4);
  }

  /** The scribe chose: `text` stands, based on what the other scribe saved. */
  choose(text) {
    this.version.value = this.conflict.version;
    this.saved = this.conflict.theirs;
    this.conflict = null;
    this.text.value = text;
    this.keep();
    this.on.changed();
    this.send();
  }
}
