/** The check-in desk: sends the page's own forms, keeps scans while the network is away, keeps the count current. */
import { startCamera } from "./desk-camera.js";
import { referenceIn } from "./desk-code.js";
import { Queue } from "./desk-queue.js";
import { LinkGone, NoConnection, StalePage, get, post } from "./desk-send.js";
import { Sound } from "./desk-sound.js";

const COUNT_EVERY = 5_000;
const page = document.querySelector("[data-desk]");
const words = JSON.parse(document.getElementById("desk-words").textContent);
const stage = page.querySelector("[data-stage]");
const part = (name) => page.querySelector(`[data-${name}]`);
const queue = new Queue(page.dataset.desk);
const sound = new Sound(part("sound"));
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
  const line = [state.note || (state.away ? words.offline : ""), unsent ? `${number}.` : ""].filter(Boolean).join(" ");
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

function keep(code) {
  const isKept = queue.add(code, page.dataset.date);
  const card = document.createElement("section");
  card.className = "desk-answer desk-answer--kept";
  card.dataset.answer = "kept";
  const word = document.createElement("h2");
  word.textContent = isKept ? words.kept : words.no_store;
  card.append(word);
  if (isKept) {
    const more = document.createElement("p");
    more.textContent = words.kept_more;
    card.append(more);
  }
  stage.querySelector("[data-answer]")?.remove();
  stage.prepend(card);
  stage.querySelector("[name=q]").value = "";
  sound.play(isKept ? "kept" : "unknown");
  say(card.innerText);
  focusField();
}

function linkGone() {
  state.gone = true;
  queue.clear();
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

async function press(url, fields, typed = "") {
  if (state.gone) return;
  const code = referenceIn(typed);
  try {
    show(await post(url, fields));
    flush();
  } catch (error) {
    failed(error, () => {
      if (code) keep(code);
      else {
        state.note = typed ? words.no_search : words.no_press;
        say(state.note);
      }
    });
  }
}

page.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-search], [data-press], [data-act]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form);
  press(form.action, fields, form.matches("[data-act]") ? "" : String(fields.get("q") ?? ""));
});

function later(answer) {
  const box = document.createElement("template");
  box.innerHTML = answer.html;
  const told = box.content.querySelectorAll("[data-answer] h2, [data-answer] .desk-answer__who");
  const item = document.createElement("li");
  item.textContent = [...told].map((one) => one.textContent.trim()).join(": ");
  part("later-line").textContent = words.later;
  part("later-list").append(item);
  part("later").hidden = false;
}

/** Send what was kept, in order. The first scan wins, whichever desk it came from. */
async function flush() {
  if (state.flushing || state.gone) return;
  state.flushing = true;
  try {
    const waiting = queue.all();
    for (const item of waiting) {
      const age = String(Math.max(0, Math.round((Date.now() - item.at) / 1000)));
      const fields = { csrfmiddlewaretoken: csrf(), q: item.code, datum: item.date, age };
      const answer = await post(page.dataset.pressUrl, fields);
      queue.drop(item);
      state.away = false;
      showCount(answer.count);
      if (answer.kind !== "welcome") later(answer);
    }
    if (waiting.length) {
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

async function refresh() {
  if (!state.gone && !document.hidden) {
    try {
      showCount(await get(`${page.dataset.countUrl}?datum=${page.dataset.date}`));
      if (state.away) state.note = "";
      state.away = false;
      await flush();
    } catch (error) {
      failed(error);
    }
  }
  if (!state.gone) setTimeout(refresh, COUNT_EVERY);
}

addEventListener("online", flush);
startCamera(part("camera"), words, (code) =>
  press(page.dataset.pressUrl, { csrfmiddlewaretoken: csrf(), q: code, datum: page.dataset.date }, code),
);
showNet();
flush();
setTimeout(refresh, COUNT_EVERY);
