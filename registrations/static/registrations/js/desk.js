/**
 * The check-in desk: sends scans and the page's own forms, answers by the signed list while the network is away, keeps
 * those scans and sends them later, keeps the count current.
 */
import { startCamera } from "./desk-camera.js";
import { card } from "./desk-card.js";
import { referenceIn } from "./desk-code.js";
import { OfflineList, wipe } from "./desk-list.js";
import { Queue, scanId } from "./desk-queue.js";
import { LinkGone, NoConnection, StalePage, get, post, postJson } from "./desk-send.js";
import { Sound } from "./desk-sound.js";

const COUNT_EVERY = 5_000;
const LIST_EVERY = 180_000;
const SENT_AT_ONCE = 25;
const page = document.querySelector("[data-desk]");
const words = JSON.parse(document.getElementById("desk-words").textContent);
const stage = page.querySelector("[data-stage]");
const part = (name) => page.querySelector(`[data-${name}]`);
const queue = new Queue(page.dataset.desk);
const sound = new Sound(part("sound"));
const list = new OfflineList(page.dataset.desk, page.dataset.door, page.dataset.listKey);
const date = page.dataset.date;
const clock = (moment) => new Date(moment).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
const state = { away: false, gone: false, flushing: false, note: "" };

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

function showCount({ inside, expected } = {}) {
  const count = part("count");
  if (!count || inside === undefined) return;
  const strong = document.createElement("strong");
  strong.textContent = inside;
  const [before, after] = fill(words.count, { inside: "\u0000", expected }).split("\u0000");
  count.replaceChildren(before, strong, after);
}

function showNet() {
  const unsent = queue.all().length;
  const number = unsent === 1 ? words.one_unsent : fill(words.many_unsent, { count: unsent });
  const away = list.isUsable ? words.offline_list : words.offline;
  const line = [state.note || (state.away ? away : ""), unsent ? `${number}.` : ""].filter(Boolean).join(" ");
  const target = part("net-line");
  if (target.textContent !== line) target.textContent = line;
  part("net").hidden = line === "";
}

function say(text) {
  part("say").textContent = text;
}

function focusField() {
  const field = stage.querySelector("[name=q]");
  if (stage.querySelector("[data-answer]")) page.scrollIntoView({ block: "start" });
  field?.focus({ preventScroll: true });
  field?.select();
}

function show(answer) {
  state.away = false;
  state.note = "";
  stage.innerHTML = answer.html;
  showCount(answer.count);
  sound.play(answer.kind);
  const told = stage.querySelectorAll("[data-answer] h2, [data-answer] > p, .desk-found, .field__error");
  say([...told].map((item) => item.textContent.trim()).join(". "));
  focusField();
  showNet();
}

/** Put a card where the answer stands, and the field ready for the next. */
function showCard(answer, options) {
  const made = card(page, words, answer, options);
  stage.querySelector("[data-answer]")?.remove();
  stage.querySelectorAll(".desk-found:not([data-expected]), .desk-people:not([data-expected])").forEach((old) => old.remove());
  stage.prepend(made);
  stage.querySelector("[name=q]").value = "";
  sound.play(answer.kind);
  const told = made.querySelectorAll("h2, :scope > p");
  say([...told].map((item) => item.textContent.trim()).join(". "));
  focusField();
}

/** What to say of a code while the network is away: by the list where there is one. */
async function offlineAnswer(code) {
  const waiting = queue.find(code, date);
  if (!list.isUsable) return { kind: "kept" };
  const found = (await list.find(code)) ?? { kind: "unlisted" };
  if (waiting && ["welcome", "elsewhere"].includes(found.kind)) return { ...found, kind: "already", time: clock(waiting.at) };
  return found;
}

async function keep(id, code) {
  const answer = await offlineAnswer(code);
  if (!queue.add({ id, code, date, told: answer.kind })) {
    showCard({ kind: "no_store" });
    return;
  }
  showCard(answer, { offline: list.isUsable && answer.kind !== "kept" ? clock(list.issued) : "" });
}

function linkGone() {
  state.gone = true;
  queue.clear();
  list.entries = null;
  wipe((key) => key.startsWith(`${page.dataset.desk}:`));
  part("net").hidden = true;
  const notice = document.createElement("div");
  notice.className = "notice notice-error";
  notice.textContent = words.link;
  stage.replaceChildren(notice);
  page.querySelector("[data-camera]").remove();
  say(words.link);
}

/** What every failed request comes to; `onAway` says what is lost or kept. */
function failed(error, onAway = () => {}) {
  if (error instanceof LinkGone) linkGone();
  else if (error instanceof StalePage) state.note = words.reload;
  else if (error instanceof NoConnection) {
    state.away = true;
    onAway();
  } else throw error;
  showNet();
}

const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

/** Send a form of the page: a search, undo, let in. */
async function press(url, fields, typed = "") {
  if (state.gone) return;
  try {
    show(await post(url, fields));
    flush();
  } catch (error) {
    failed(error, () => {
      state.note = typed ? words.no_search : words.no_press;
      say(state.note);
    });
  }
}

/** Send one code; without a network it is answered by the list, kept, and sent later under the same id. */
async function scan(code) {
  if (state.gone) return;
  const id = scanId();
  const reference = referenceIn(code);
  try {
    const { answers } = await postJson(page.dataset.scansUrl, { date, scans: [{ id, code }] });
    state.away = false;
    state.note = "";
    showCard(answers[0]);
    if (page.dataset.door.startsWith("w")) refreshExpected();
    count();
    flush();
  } catch (error) {
    failed(error);
    if (!(error instanceof NoConnection)) return;
    if (reference) await keep(id, reference);
    else showCard({ kind: "unknown" });
  }
  showNet();
}

async function refreshExpected() {
  try {
    const fresh = document.createElement("template");
    fresh.innerHTML = (await get(`${page.dataset.pageUrl}?datum=${date}`)).html;
    const [old, now] = [stage, fresh.content].map((root) => root.querySelector("ul[data-expected]"));
    if (old && now) old.replaceWith(now);
  } catch {
    /* It is refreshed with the next scan. */
  }
}

const onTheirWay = new WeakSet();

page.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-search], [data-press], [data-act]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form);
  const typed = form.matches("[data-act]") ? "" : String(fields.get("q") ?? "");
  if (referenceIn(typed)) {
    scan(typed);
    return;
  }
  if (onTheirWay.has(form)) return; // pressed twice: the second answer would be "already in"
  if (!form.matches("[data-search]")) onTheirWay.add(form);
  press(form.action, fields, typed).finally(() => onTheirWay.delete(form));
});

/** What the desk said without a network was not right, as it turns out: who, and what it is. */
function later(answer) {
  const item = document.createElement("li");
  const told = card(page, words, answer, { offline: "" });
  item.textContent = [...told.querySelectorAll("h2, .desk-answer__who")].map((one) => one.textContent.trim()).join(": ");
  part("later-line").textContent = words.later;
  part("later-list").append(item);
  part("later").hidden = false;
}

/** Send what was kept, in order. The first scan wins, whichever desk it came from; each keeps the id it was made with. */
async function flush() {
  if (state.flushing || state.gone) return;
  state.flushing = true;
  let sent = 0;
  try {
    for (let waiting = queue.all(); waiting.length; waiting = queue.all()) {
      const batch = waiting.filter((item) => item.date === waiting[0].date).slice(0, SENT_AT_ONCE);
      const scans = batch.map(({ id, code, at }) => ({ id, code, age: Math.max(0, Math.round((Date.now() - at) / 1000)) }));
      const { answers } = await postJson(page.dataset.scansUrl, { date: batch[0].date, scans });
      state.away = false;
      answers.forEach((answer, index) => {
        queue.drop(batch[index]);
        sent += 1;
        if (answer.kind !== "welcome" && answer.kind !== batch[index].told) later(answer);
      });
    }
    if (sent) {
      count();
      state.note = words.all_sent;
      setTimeout(() => {
        if (state.note === words.all_sent) state.note = "";
        showNet();
      }, COUNT_EVERY);
    }
  } catch (error) {
    failed(error);
  } finally {
    state.flushing = false;
    if (!state.gone) showNet();
  }
}

async function count() {
  try {
    showCount(await get(`${page.dataset.countUrl}?datum=${date}`));
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

async function refresh() {
  if (!state.gone && !document.hidden && (await count())) {
    if (state.away) state.note = "";
    state.away = false;
    await flush();
  }
  if (!state.gone) setTimeout(refresh, COUNT_EVERY);
}

/** A fresh list every few minutes, so that the desk can go on when the network does not. */
async function refreshList() {
  if (state.gone || !list.isPossible) return;
  try {
    await list.take(await get(`${page.dataset.listUrl}?datum=${date}`));
  } catch (error) {
    failed(error);
  }
  showList();
  if (!state.gone) setTimeout(refreshList, LIST_EVERY);
}

function showList() {
  const target = part("list-line");
  if (!target) return;
  target.textContent = list.isUsable ? fill(words.list_ready, { count: list.size, time: clock(list.issued) }) : words.list_none;
}

addEventListener("online", flush);
startCamera(part("camera"), words, scan);
showNet();
flush();
setTimeout(refresh, COUNT_EVERY);
if (list.isPossible) list.load().then(showList).then(refreshList);
