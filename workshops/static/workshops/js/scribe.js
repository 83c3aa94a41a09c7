/**
 * The scribe page. Everything typed is kept in this browser first and sent when there is a connection;
 * the page's own forms do the same without this script.
 */
import { Cards } from "./cards.js";
import { Cases } from "./cases.js";
import { Conflicts } from "./conflicts.js";
import { listenToActs } from "./do.js";
import { dragCards } from "./drag.js";
import { Drafts } from "./drafts.js";
import { Follow, newsOf, refreshParts } from "./follow.js";
import { keepFocus } from "./focus.js";
import { growNames } from "./forms.js";
import { Marking } from "./marking.js";
import { Notes } from "./notes.js";
import { Offline } from "./offline.js";
import { Outbox } from "./outbox.js";
import { Photos } from "./photos.js";
import { State } from "./state.js";
import { Store } from "./store.js";
import { Tabs } from "./tabs.js";

const root = document.querySelector("[data-scribe]");
const words = JSON.parse(document.getElementById("scribe-words").textContent);
const store = new Store(root.dataset.sheet);
const offline = new Offline(root);
const state = new State(root, words);
const tabs = new Tabs(root);
const conflicts = new Conflicts(root, words, (text) => state.tell(text));
const drafts = new Drafts(root, store);
const cards = new Cards(root, words, drafts);
const cases = new Cases(root);
const SMALL_ACTS = ["delete", "star", "move", "place", "do"];
let savedAt = null;

let leftOut = null; // a form with text that was not added, which the scribe was told about
let handsIn = null; // the form that is submitted once everything was sent
const isAllSent = () => outbox.isEmpty && !notes.isUnsent && !photos.waiting.length;

function say() {
  state.show({ notes, outbox, photos, store, savedAt });
  if (!handsIn || !isAllSent()) return;
  const form = handsIn;
  handsIn = null;
  form.submit();
}

const outbox = new Outbox(store, {
  changed: () => queueMicrotask(say),
  saved: (item, answer) => {
    savedAt = new Date();
    follow.counts();
    cards.saved(item, answer);
    cases.filter();
    if (item.kind === "do") state.say(answer.message);
    if (!outbox.waiting.length) follow.look();
  },
  refused: (item, answer) => {
    if (SMALL_ACTS.includes(item.kind)) takeBack(item, answer);
    else if (answer.code !== "invalid" || !giveBack(item, answer)) askAboutCard(item);
  },
  found: (item) => cards.show(item),
  gone: () => {
    cards.served = new WeakMap();
    fetchAnew();
  },
});

const notes = new Notes(root.querySelector("[data-note]"), store, {
  changed: () =>
    queueMicrotask(() => {
      savedAt = notes.savedAt > savedAt ? notes.savedAt : savedAt;
      say();
    }),
  saved: (answer) => follow.saved(answer.revision),
  conflict: (answer) =>
    conflicts.show({ mine: notes.text.value, theirs: answer.theirs }, (text) => notes.choose(text)),
});

const photos = new Photos(root, words, {
  changed: () => queueMicrotask(say),
  show: (item) => cards.show(item),
  taken: (form) => drafts.forget(form),
  saved: (item, answer) => {
    savedAt = new Date();
    follow.counts();
    cards.saved(item, answer);
    follow.look();
  },
});

const follow = new Follow(root, {
  isSending: () => Boolean(outbox.sending || notes.sending || root.querySelector(".scribe-card--dragged")),
  bring,
  stopped,
});

store.belongsTo(location.pathname);
cards.listen(outbox, (undo) => state.tell(words.deleted, undo));
listenToActs(root, outbox);
dragCards(root, (card, from) => cards.dropped(card, from));
const unfinished = drafts.restore()?.closest("[data-panel]");
if (unfinished) tabs.show(unfinished);
growNames(root);
for (const item of outbox.items.filter((waiting) => waiting.conflict)) askAboutCard(item);
outbox.flush();
say();
if (root.hasAttribute("data-handed-in") && isAllSent()) clearDevice();
else offline.keep();

/** What others did comes on the page; what is being typed here stays. */
function bring(page, { handed_in: isHandedIn }) {
  if (isHandedIn !== root.hasAttribute("data-handed-in")) {
    location.reload();
    return;
  }
  keepFocus(root, () => {
    for (const fresh of page.querySelectorAll("[data-list]")) cards.merge(cards.list(fresh.dataset.list), fresh);
  }, () => null);
  cards.count();
  cases.filter();
  const news = newsOf(root, page);
  refreshParts(root, page);
  if (news) state.tell(news);
  bringNotes(page.querySelector("[data-note]"));
  marking.show();
}

function bringNotes(form) {
  const theirs = form?.querySelector("[data-note-text]").value;
  if (form && !notes.isUnsent && !notes.conflict && !notes.sending && theirs !== notes.text.value) {
    notes.join({ theirs, version: form.elements.version.value });
  }
}

/** The link does not work any more: at once when it was withdrawn. What was sent goes from this device. */
async function stopped() {
  outbox.blocked = notes.blocked = photos.blocked = "link";
  say();
  await offline.forget();
  if (!isAllSent()) return;
  await clearDevice();
  if (isAllSent()) location.reload(); // what was typed meanwhile stays readable here
}

async function clearDevice() {
  store.clear(location.pathname);
  await Promise.all([photos.clear(), offline.forget()]);
}

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

/** A small act was refused: the page shows again what stands, and says why. */
function takeBack(item, answer) {
  outbox.drop(item);
  const card = cards.find(item.uid);
  if (card) card.hidden = false;
  for (const button of root.querySelectorAll("form[data-do] button:disabled")) button.disabled = false;
  cards.served = new WeakMap();
  cards.count();
  state.tell(item.kind === "delete" ? words.kept : (answer.message ?? words.others));
  fetchAnew();
}

function askAboutCard(item) {
  const answer = item.conflict;
  const title = { "unknown-card": words.card_gone, invalid: words.invalid }[answer.code];
  conflicts.show({ mine: item.text, theirs: answer.theirs ?? "", title }, (text, which) => {
    outbox.drop(item);
    if (which === "theirs") {
      fetchAnew();
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

function fetchAnew() {
  follow.revision = -1;
  follow.look();
}

const marking = new Marking(root, words, { notes, cards, drafts, tabs, state });
for (const part of root.querySelectorAll("[data-note-save]")) part.hidden = true;

root.querySelector("[data-hand-in]")?.addEventListener("submit", (event) => {
  const half = drafts.unfinished();
  if (half && half !== leftOut) {
    event.preventDefault();
    leftOut = half; // handing in once more leaves it out
    drafts.give(half, []);
    tabs.show(half.closest("[data-panel]"));
    state.tell(words.unfinished);
    half.elements.text.focus();
    return;
  }
  if (isAllSent()) return;
  event.preventDefault();
  handsIn = event.target;
  notes.send();
  photos.flush();
  outbox.flush();
  root.querySelector("[data-state]").scrollIntoView();
  state.say(root.querySelector("[data-state]").textContent);
});
