/**
 * The scribe page. Everything typed is kept in this browser first and sent when there is a connection;
 * the page's own forms do the same without this script.
 */
import { Cards } from "./cards.js";
import { Conflicts } from "./conflicts.js";
import { Drafts } from "./drafts.js";
import { growNames } from "./forms.js";
import { Notes } from "./notes.js";
import { Outbox } from "./outbox.js";
import { State } from "./state.js";
import { Store } from "./store.js";
import { Tabs } from "./tabs.js";
import { watch } from "./watch.js";

const root = document.querySelector("[data-scribe]");
const words = JSON.parse(document.getElementById("scribe-words").textContent);
const store = new Store(root.dataset.sheet);
const state = new State(root, words);
const tabs = new Tabs(root);
const conflicts = new Conflicts(root, words);
const drafts = new Drafts(root, store);
const cards = new Cards(root, words, drafts);
let savedAt = null;

const say = () => state.show({ notes, outbox, store, savedAt });

const outbox = new Outbox(store, {
  changed: () => queueMicrotask(say),
  saved: (item, answer) => {
    savedAt = new Date();
    cards.saved(item, answer);
  },
  refused: (item, answer) => {
    if (item.kind === "delete") {
      keepCard(item);
      return;
    }
    if (answer.code !== "invalid" || !giveBack(item, answer)) askAboutCard(item);
  },
});

const notes = new Notes(root.querySelector("[data-note]"), store, {
  changed: () =>
    queueMicrotask(() => {
      savedAt = notes.savedAt > savedAt ? notes.savedAt : savedAt;
      say();
    }),
  conflict: (answer) =>
    conflicts.show({ mine: notes.text.value, theirs: answer.theirs }, (text) => notes.choose(text)),
});

cards.listen(outbox);
drafts.restore();
growNames(root);
for (const item of outbox.items.filter((waiting) => waiting.conflict)) askAboutCard(item);
outbox.flush();
say();
watch({ root, cards, notes, outbox, heard: () => state.say(words.others) });

/** A refused form comes back to where it was typed, with what is wrong. */
function giveBack(item, answer) {
  const card = cards.find(item.uid);
  const form =
    item.kind === "create"
      ? root.querySelector(`form[data-add="${CSS.escape(item.list)}"]`)
      : card?.querySelector("form[data-op=update]");
  if (!form || (item.kind === "create" && form.elements.text.value)) return false;
  if (item.kind === "create") card?.remove();
  drafts.give(form, item.fields);
  const error = document.createElement("p");
  error.className = "field__error";
  error.dataset.formError = "";
  error.setAttribute("role", "alert");
  error.textContent = `${words.invalid} ${Object.values(answer.errors).flat().join(" ")}`;
  form.prepend(error);
  outbox.drop(item);
  cards.count();
  return true;
}

/** Somebody changed the card that was to be deleted: it stays, with the new text. */
function keepCard(item) {
  outbox.drop(item);
  const card = cards.find(item.uid);
  if (card) card.hidden = false;
  cards.count();
  state.say(words.kept);
  watchNow();
}

function askAboutCard(item) {
  const answer = item.conflict;
  const title = { "unknown-card": words.card_gone, invalid: words.invalid }[answer.code];
  conflicts.show({ mine: item.text, theirs: answer.theirs ?? "", title }, (text, which) => {
    outbox.drop(item);
    if (which === "theirs") {
      watchNow();
      return;
    }
    outbox.add(again(item, answer, text));
  });
}

/** The same save with the chosen text, based on the version that is there now (or as a new card). */
function again(item, answer, text) {
  const fields = item.fields.filter(([name]) => name !== "version" && name !== "text");
  fields.push(["text", text]);
  if (answer.version) fields.push(["version", String(answer.version)]);
  const add = root.querySelector(`form[data-add="${CSS.escape(item.list)}"]`).getAttribute("action");
  if (answer.code === "conflict") {
    return { ...item, kind: "update", conflict: undefined, url: `${add}${item.uid}/`, text, fields };
  }
  if (item.kind === "create") return { ...item, conflict: undefined, text, fields };
  fields.push(["uid", item.uid]);
  return { ...item, kind: "create", conflict: undefined, url: add, text, fields };
}

function watchNow() {
  dispatchEvent(new Event("focus"));
}

for (const button of root.querySelectorAll("[data-mark-to]")) {
  button.addEventListener("click", () => {
    const text = notes.selection();
    const form = root.querySelector(`form[data-add="${CSS.escape(button.dataset.markTo)}"]`);
    if (!text) {
      state.say(words.nothing_selected);
      notes.text.focus();
      return;
    }
    tabs.show(form.closest("[data-panel]"));
    if (form.elements.prompt) {
      cards.create(form, text);
      state.say(words.added.replace("{list}", button.textContent));
    } else {
      drafts.give(form, [["text", text]]);
      form.elements.text.focus();
    }
  });
}
for (const part of root.querySelectorAll("[data-mark]")) part.hidden = false;
for (const part of root.querySelectorAll("[data-note-save]")) part.hidden = true;

root.querySelector("[data-hand-in]")?.addEventListener("submit", (event) => {
  if (!outbox.items.length && !notes.isUnsent) return;
  event.preventDefault();
  notes.send();
  outbox.flush();
  root.querySelector("[data-state]").scrollIntoView();
  state.say(root.querySelector("[data-state]").textContent);
});
