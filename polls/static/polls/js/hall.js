// Questions from the hall and the report-back on a phone: follows the room through "plenair:state".
import { post } from "../../live/js/vote.js";

const hall = document.querySelector("[data-hall]");
const room = document.querySelector("[data-room]");
const list = hall.querySelector("[data-list]");
const fold = hall.querySelector("[data-fold]");
const ask = hall.querySelector("[data-ask]");
const said = hall.querySelector("[data-said]");
const words = hall.dataset;
const mine = new Set(supportedNow());
const sending = new Map();
let shown = hall.dataset.show;
let touched = 0;

function supportedNow() {
  return [...list.querySelectorAll("[aria-pressed=true]")].map((button) => button.closest("[data-item]").dataset.item);
}

function csrf() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function draw(item, pinned, open) {
  let line = list.querySelector(`[data-item="${item.uid}"]`);
  if (!line) {
    line = document.querySelector("template[data-template=hall-item]").content.firstElementChild.cloneNode(true);
    line.dataset.item = item.uid;
    line.querySelector("[name=question]").value = item.uid;
    line.querySelector("[data-text=text]").id = `vraag-${item.uid}`;
    line.querySelector("button").setAttribute("aria-describedby", `vraag-${item.uid}`);
  }
  line.querySelector("[data-text=text]").textContent = item.text;
  line.querySelector("[data-text=votes]").textContent = (item.votes === 1 ? words.one : words.many).replace("{n}", item.votes);
  line.querySelector("[data-badge=pinned]").hidden = item.uid !== pinned;
  line.querySelector("[data-badge=answered]").hidden = item.state !== "answered";
  line.querySelector("[data-badge=edited]").hidden = !item.edited;
  line.querySelector("[data-support]").hidden = !open || item.state === "answered";
  line.toggleAttribute("data-pinned", item.uid === pinned);
  line.dataset.state = item.state;
  press(line);
  return line;
}

function press(line) {
  const button = line.querySelector("button");
  const given = mine.has(line.dataset.item);
  button.setAttribute("aria-pressed", String(given));
  button.value = given ? "0" : "1";
}

// A list does not move under a finger, nor under the keyboard's focus.
function place(lines) {
  const isQuiet = !list.contains(document.activeElement) && Date.now() - touched > 2000;
  if (isQuiet) {
    list.replaceChildren(...lines);
    return;
  }
  const wanted = new Set(lines);
  for (const line of [...list.children]) if (!wanted.has(line)) line.remove();
  for (const line of lines) if (!line.isConnected) list.append(line);
}

function onQuestions(qa) {
  fold.hidden = !qa;
  if (!qa) return;
  ask.hidden = !qa.open;
  if (qa.session) ask.elements.session.value = qa.session;
  hall.querySelector("[data-closed-note]").hidden = qa.open;
  hall.querySelector("[data-none]").hidden = qa.items.length > 0;
  const pinned = qa.items.filter((item) => item.uid === qa.pinned);
  const others = qa.items.filter((item) => item.uid !== qa.pinned);
  place([...pinned, ...others].map((item) => draw(item, qa.pinned, qa.open)));
}

function onReport(report) {
  const part = hall.querySelector("[data-report]");
  part.hidden = !report?.workshop;
  if (part.hidden) return;
  part.querySelector("[data-text=title]").textContent = report.title;
  part.querySelector("[data-text=room]").textContent = report.room;
  part.querySelector("[data-points]").replaceChildren(
    ...report.points.map((point) => Object.assign(document.createElement("li"), { textContent: point })),
  );
}

async function support(line, given, attempt = 0) {
  const question = line.dataset.item;
  const turn = (sending.get(question) ?? 0) + 1;
  sending.set(question, turn);
  given ? mine.add(question) : mine.delete(question);
  press(line);
  const message = { question, given: given ? "1" : "0" };
  let outcome = await post(`${room.dataset.gateway}/live/vote`, { token: room.dataset.token, kind: "upvote", ...message });
  if (["unreachable", "token"].includes(outcome)) outcome = await supportByMainDoor(message);
  if (sending.get(question) !== turn || outcome === "accepted") return;
  if (outcome === "unreachable" && attempt < 3) {
    setTimeout(() => sending.get(question) === turn && support(line, given, attempt + 1), 1000 * 2 ** attempt * (0.5 + Math.random()));
    return;
  }
  given ? mine.delete(question) : mine.add(question);
  press(line);
  said.textContent = outcome === "unreachable" ? words.failed : words.closed;
}

async function supportByMainDoor(message) {
  try {
    const answer = await fetch(words.supportUrl, {
      method: "POST",
      body: new URLSearchParams({ ...message, csrfmiddlewaretoken: csrf() }),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status >= 500 || answer.status === 429) return "unreachable";
    const { outcome, token } = await answer.json();
    room.dataset.token = token;
    return outcome;
  } catch {
    return "unreachable";
  }
}

async function send() {
  const button = ask.querySelector("[data-send]");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  said.textContent = words.sending;
  try {
    const answer = await fetch(words.askUrl, {
      method: "POST",
      body: new URLSearchParams(new FormData(ask)),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(10000),
    });
    const { message, token } = await answer.json();
    if (token) room.dataset.token = token;
    said.textContent = message;
    if (answer.ok) ask.elements.text.value = "";
  } catch {
    said.textContent = words.offline;
  }
  button.removeAttribute("aria-busy");
}

hall.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target === ask) send();
  else if (event.target.matches("[data-support]")) {
    const line = event.target.closest("[data-item]");
    support(line, !mine.has(line.dataset.item));
  }
});
list.addEventListener("pointerdown", () => (touched = Date.now()));

document.addEventListener("plenair:state", ({ detail: state }) => {
  onQuestions(state.qa);
  onReport(state.report_back);
  hall.dataset.show = state.state === "waiting" ? state.show : "";
  if (state.show !== shown && state.show === "qa") fold.open = true;
  shown = state.show;
});
