/**
 * Lines of the notes become cards: the line of the cursor, part of a line, or every selected line. The cursor then
 * goes to the next line that is no card yet, and what was made can be undone, also without a connection.
 */
import { linesAt, numberIn, placeOf, wordsOf } from "./lines.js";

const LONGEST_SHOWN = 90;

export class Marking {
  constructor(root, words, { notes, cards, drafts, tabs, state }) {
    Object.assign(this, { root, words, text: notes.text, cards, drafts, tabs, state });
    this.part = root.querySelector("[data-mark]");
    if (!this.part) return;
    this.line = this.part.querySelector("[data-mark-line]");
    this.together = this.part.querySelector("[data-mark-together]");
    this.made = this.part.querySelector("[data-marked]");
    this.last = [];
    this.part.hidden = false;
    for (const button of this.part.querySelectorAll("[data-mark-to]")) {
      button.addEventListener("click", ({ detail }) => detail > 1 || this.mark(button)); // a double tap is one
    }
    this.made.querySelector("[data-mark-undo]").addEventListener("click", () => this.undo());
    document.addEventListener("selectionchange", () => document.activeElement === this.text && this.showSoon());
    for (const name of ["select", "input", "keyup", "click"]) this.text.addEventListener(name, () => this.showSoon());
    this.show();
  }

  chosen() {
    return linesAt(this.text.value, this.text.selectionStart, this.text.selectionEnd);
  }

  showSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), 100);
  }

  /** Which line it is about, and whether it stands on a card already. */
  show() {
    if (!this.part) return;
    const { texts } = this.chosen();
    const [first = ""] = texts;
    const shown = first.length > LONGEST_SHOWN ? `${first.slice(0, LONGEST_SHOWN - 1)}…` : first;
    const list = texts.length === 1 ? this.listOf(first) : "";
    let said = texts.length > 1 ? this.words.these_lines.replace("{count}", texts.length) : this.words.no_line;
    if (texts.length === 1) said = list ? this.words.this_line_stands.replace("{list}", list) : this.words.this_line;
    this.line.textContent = said.replace("{line}", shown);
    this.together.closest("label").hidden = texts.length < 2;
  }

  listOf(text) {
    const same = [...this.root.querySelectorAll("[data-card]:not([hidden]) [data-text]")].find(
      (card) => card.textContent.trim() === text || card.textContent.trim() === wordsOf(text),
    );
    return same?.closest("[data-list]").dataset.title ?? "";
  }

  mark(button) {
    const { texts, end } = this.chosen();
    if (!texts.length) {
      this.state.tell(this.words.nothing_selected);
      this.text.focus();
      return;
    }
    this.pressed = button;
    const form = this.root.querySelector(`form[data-add="${CSS.escape(button.dataset.markTo)}"]`);
    [this.first] = texts;
    const isOne = texts.length > 1 && this.together.checked;
    this.tabs.show(form.closest("[data-panel]"));
    const cards = isOne ? [texts.join("\n")] : texts;
    this.last = cards.map((text) => this.make(form, text)).filter(Boolean);
    this.together.checked = false;
    if (this.last.length) this.say(button.textContent.trim(), cards);
    this.goOn(end);
  }

  /** A card of a line. A number that the line does not tell is asked for in the form. */
  make(form, line) {
    const text = form.elements.attribution_kind ? wordsOf(line) : line;
    const number = form.elements.number ? numberIn(line) : null;
    if (number !== "") return this.cards.create(form, text, number === null ? [] : [["number", number]]);
    if (!form.elements.text.value) this.drafts.give(form, [["text", text]]);
    form.elements.number.focus();
    return null;
  }

  say(list, texts) {
    const count = this.last.length;
    const words = count === 1 ? this.words.marked : this.words.marked_many.replace("{count}", count);
    const said = words.replace("{list}", list).replace("{line}", texts[0].slice(0, LONGEST_SHOWN));
    this.made.querySelector("[data-marked-text]").textContent = said;
    this.made.hidden = false;
    this.state.say(said);
  }

  undo() {
    for (const item of this.last) this.cards.withdraw(item);
    this.made.hidden = true;
    this.state.say(this.words.mark_undone);
    const place = placeOf(this.text.value, this.first);
    if (place >= 0) this.text.setSelectionRange(place, place);
    this.last = [];
    this.show();
    this.pressed.focus();
  }

  /** The cursor goes to the end of the next line that stands on no card; nothing stays selected that typing would erase. */
  goOn(end) {
    const { value } = this.text;
    let stop = end;
    while (stop < value.length) {
      const start = stop + 1;
      const { texts, end: next } = linesAt(value, start, start);
      stop = Math.max(next, start);
      if (texts.length && !this.listOf(texts[0])) break;
    }
    this.text.setSelectionRange(stop, stop);
    this.text.scrollTop = Math.max(0, this.heightOf(value.slice(0, stop)) - this.text.clientHeight / 2);
    this.show();
  }

  /** How high the field is down to the end of this text: lines may be broken anywhere. */
  heightOf(text) {
    const probe = document.createElement("textarea");
    Object.assign(probe.style, { position: "absolute", visibility: "hidden", blockSize: "0", minBlockSize: "0" });
    probe.style.inlineSize = `${this.text.offsetWidth}px`;
    probe.value = text;
    this.text.after(probe);
    const height = probe.scrollHeight;
    probe.remove();
    return height;
  }
}
