/** Cards on the page: shown at once, marked until they are sent, replaced by what the server made of them. */
import { withoutTokens } from "./follow.js";
import { focusHeading, keepFocus } from "./focus.js";
import { clear, fieldsOf, isChanged, newId, usualChoice } from "./forms.js";

export class Cards {
  constructor(root, words, drafts) {
    this.root = root;
    this.words = words;
    this.drafts = drafts;
    this.served = new WeakMap(); // each card as the server gave it
    for (const card of root.querySelectorAll("[data-card]")) this.served.set(card, withoutTokens(card));
  }

  /** The outbox sends what `add` gets; `gone(undo)` hears that a card was deleted here. */
  listen(outbox, gone) {
    this.outbox = outbox;
    this.gone = gone;
    this.root.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.dataset.op) return;
      event.preventDefault();
      if (form.elements.text && !form.reportValidity()) return;
      this.save(form, event.submitter);
    });
    for (const item of outbox.waiting) this.show(item);
  }

  find(uid) {
    return this.root.querySelector(`[data-card="${CSS.escape(uid)}"]`);
  }

  save(form, submitter) {
    const kind = form.dataset.op;
    const fields = fieldsOf(form, submitter);
    const uid = kind === "create" ? form.elements.uid.value : form.closest("[data-card]").dataset.card;
    const list = kind === "create" ? form.dataset.add : form.closest("[data-list]").dataset.list;
    const item = { kind, uid, list, url: form.getAttribute("action"), fields, text: form.elements.text?.value ?? "" };
    if (kind === "move") this.move(this.find(uid), item);
    if (form.dataset.draft) this.drafts.forget(form);
    if (kind === "create") {
      clear(form);
      form.elements.uid.value = newId();
      form.elements.text.focus();
    }
    if (kind === "delete") this.offerBack(item);
    this.show(item);
    this.outbox.add(item);
  }

  /** What was deleted can be made again; a photo cannot, its picture is gone. */
  offerBack(item) {
    const form = this.find(item.uid).querySelector("form[data-op=update]");
    const add = this.root.querySelector(`form[data-add="${CSS.escape(item.list)}"]`);
    if (!form || !add) return;
    const fields = fieldsOf(form).filter(([name]) => name !== "version");
    this.gone(() => this.bringBack(item, fields, add.getAttribute("action")));
  }

  bringBack(item, fields, url) {
    if (this.outbox.isUntried(item)) {
      this.outbox.drop(item);
      const card = this.find(item.uid);
      card.hidden = false;
      card.classList.remove("scribe-card--unsent");
      card.querySelector("[data-card-state]").hidden = true;
    } else {
      const uid = newId();
      const text = fields.find(([name]) => name === "text")[1];
      const again = { kind: "create", uid, list: item.list, url, fields: [["uid", uid], ...fields], text };
      this.show(again);
      this.outbox.add(again);
    }
    this.count();
  }

  /** A new card from the notes, with the case that is chosen under the prompt; the rest as an empty form has it. */
  create(form, text, more = []) {
    const fields = [["uid", newId()], ["text", text], ["prompt", form.elements.prompt.value], ...more];
    for (const choice of form.querySelectorAll("select")) {
      fields.push([choice.name, choice.name === "case" ? choice.value : choice.options[usualChoice(choice)].value]);
    }
    const item = { kind: "create", uid: fields[0][1], list: form.dataset.add, url: form.getAttribute("action"), fields, text };
    this.show(item);
    this.outbox.add(item);
    return item;
  }

  /** A card that was made by mistake goes: it is not sent when that did not begin, else it is deleted after it. */
  withdraw(item) {
    const { uid, list, url } = item;
    if (this.outbox.isUntried(item)) {
      this.find(uid)?.remove();
      this.outbox.drop(item);
    } else {
      const version = this.find(uid)?.dataset.version ?? "1";
      const gone = { kind: "delete", uid, list, url: `${url}${uid}/verwijderen/`, fields: [["version", version]], text: "" };
      this.show(gone);
      this.outbox.add(gone);
    }
    this.count();
  }

  show(item) {
    let card = this.find(item.uid);
    if (!card && item.kind === "create") {
      card = this.root.querySelector("[data-pending-card]").content.firstElementChild.cloneNode(true);
      card.dataset.card = item.uid;
      this.list(item.list)?.append(card);
    }
    if (!card) return;
    if (item.text) card.querySelector("[data-text]").textContent = item.text;
    if (item.kind === "update") this.fold(card);
    if (item.kind === "delete") this.hide(card);
    if (item.kind === "place") this.put(card, item);
    this.mark(card);
    this.count();
  }

  /** The form closes; who saved with the keyboard stays at the card. */
  fold(card) {
    const details = card.querySelector("details");
    if (details?.contains(document.activeElement)) details.querySelector("summary").focus();
    if (details) details.open = false;
  }

  /** A card that goes leaves the keyboard at its neighbour, or at the head of the list. */
  hide(card) {
    const wasHere = card.contains(document.activeElement);
    card.hidden = true;
    if (!wasHere) return;
    const visible = [...card.parentElement.children].filter((other) => !other.hidden);
    const next = visible.find((other) => card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    const summary = (next ?? visible.at(-1))?.querySelector("summary");
    if (summary) summary.focus();
    else focusHeading(card.closest("[data-panel]"));
  }

  mark(card) {
    const state = card.querySelector("[data-card-state]");
    card.classList.add("scribe-card--unsent");
    state.hidden = false;
    state.textContent = this.words.typing;
  }

  /** A card was dragged: to another place, perhaps under another prompt. */
  dropped(card, from) {
    const list = card.parentElement;
    const uid = card.dataset.card;
    if (list !== from) {
      const form = card.querySelector("form[data-op=update]");
      form.elements.prompt.value = list.dataset.list.split("-")[1];
      const item = { kind: "update", uid, list: list.dataset.list, url: form.getAttribute("action"), fields: fieldsOf(form) };
      this.outbox.add({ ...item, text: form.elements.text.value });
    }
    const url = card.querySelector("form[data-op=move]").getAttribute("action");
    this.outbox.add({ kind: "place", uid, list: list.dataset.list, url, fields: [["before", this.after(card)]], text: "" });
    this.mark(card);
    this.count();
  }

  /** One place up or down, sent as the place where it goes: sent twice it must not go two places. */
  move(card, item) {
    const up = item.fields.some(([name, value]) => name === "steps" && value === "-1");
    const other = up ? card.previousElementSibling : card.nextElementSibling;
    if (other) card[up ? "after" : "before"](other); // the other one moves, so that the keyboard stays on the button
    item.kind = "place";
    item.fields = [["before", this.after(card)]];
  }

  /** The card that follows this one and is not being deleted; "" at the end. */
  after(card) {
    let next = card.nextElementSibling;
    while (next && this.outbox.items.some((item) => item.kind === "delete" && item.uid === next.dataset.card)) next = next.nextElementSibling;
    return next?.dataset.card ?? "";
  }

  /** A card that was moved before the page was opened anew stands there again. */
  put(card, item) {
    if (this.after(card) === item.fields[0][1]) return;
    const next = this.find(item.fields[0][1]);
    const list = card.parentElement;
    if (next ? next.parentElement === list : !item.fields[0][1]) list.insertBefore(card, next);
  }

  list(key) {
    return this.root.querySelector(`[data-list="${CSS.escape(key)}"]`);
  }

  isBusy(card) {
    const form = card.querySelector("details[open] form[data-op=update]");
    return Boolean(form && isChanged(form));
  }

  isWaiting(uid) {
    return this.outbox.items.some((item) => item.uid === uid);
  }

  saved(item, answer) {
    const card = this.find(item.uid);
    if (answer.deleted) card?.remove();
    else if (card && (this.isBusy(card) || this.isWaiting(item.uid))) this.version(card, answer.version);
    else if (answer.html) this.replace(card, answer);
    this.count();
  }

  version(card, version) {
    card.dataset.version = version;
    for (const input of card.querySelectorAll("[name=version]")) input.value = version;
  }

  replace(card, answer) {
    const fresh = document.createRange().createContextualFragment(answer.html.trim()).firstElementChild;
    this.served.set(fresh, withoutTokens(fresh));
    const isOpen = Boolean(card?.querySelector("details")?.open);
    const put = () => {
      if (card && card.closest("[data-list]").dataset.list === answer.list) card.replaceWith(fresh);
      else {
        card?.remove();
        this.list(answer.list)?.append(fresh);
      }
      const details = fresh.querySelector("details");
      if (details && isOpen) details.open = true;
    };
    const panel = card?.closest("[data-panel]");
    const wasHere = card?.contains(document.activeElement);
    keepFocus(card, put, () => fresh);
    if (wasHere && document.activeElement === document.body) focusHeading(panel); // it went to a list that is not shown
  }

  /** Bring a list up to date with how the server shows it; what is being typed or sent stays. */
  merge(list, fresh) {
    const there = new Set([...fresh.children].map((card) => card.dataset.card));
    for (const card of [...list.children]) {
      if (!there.has(card.dataset.card) && !this.isWaiting(card.dataset.card) && !this.isBusy(card)) card.remove();
    }
    [...fresh.children].forEach((theirs, place) => {
      const card = this.stays(theirs) ? this.find(theirs.dataset.card) : this.adopt(theirs);
      if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
    });
  }

  /** Whether the card on this page goes on: it shows the same, or somebody is busy with it. */
  stays(theirs) {
    const { card: uid } = theirs.dataset;
    const mine = this.find(uid);
    if (!mine) return false;
    if (this.isBusy(mine) || this.isWaiting(uid) || mine.querySelector(":is(textarea, input, select):focus")) return true;
    return this.served.get(mine) === withoutTokens(theirs);
  }

  adopt(theirs) {
    const mine = this.find(theirs.dataset.card);
    const isOpen = mine?.querySelector("details")?.open;
    this.served.set(theirs, withoutTokens(theirs));
    document.adoptNode(theirs);
    const put = () => {
      mine?.replaceWith(theirs);
      const details = theirs.querySelector("details");
      if (isOpen && details) details.open = true;
    };
    keepFocus(mine, put, () => theirs);
    return theirs;
  }

  count() {
    for (const list of this.root.querySelectorAll("[data-list]")) {
      list.closest("[data-panel]").querySelector("[data-count]").textContent =
        list.querySelectorAll(":scope > :not([hidden])").length;
    }
  }
}
