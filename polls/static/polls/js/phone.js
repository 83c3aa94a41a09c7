// The room on a phone: follows the room by itself, sends answers, keeps an answer that could not be sent.
import { answerOf, showAnswer } from "./answers.js";
import { runClock } from "./clock.js";
import { follow, sendVote } from "./feed.js";
import { enhance, showProblem, tellProblem } from "./form.js";
import { keeper } from "./kept.js";
import { replace } from "./swap.js";

const room = document.querySelector("[data-room]");
const stage = room.querySelector("[data-stage]");
const receipt = room.querySelector("[data-receipt]");
const announce = room.querySelector("[data-announce]");
const words = document.querySelector("[data-words]").dataset;
const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
const kept = keeper(`plenair-vote-${room.dataset.channel}-${room.dataset.voter}`);
const now = { key: stage.dataset.key, round: Number(stage.dataset.round) || null, name: stage.dataset.now };
// What a screen reader says of each thing that the page can show.
const SAYS = {
  waiting: "sayWaiting", ready: "sayReady", open: "sayOpen", closing: "sayClosing", closed: "sayClosing", answers: "sayAnswers",
  result: "sayResult", breakdown: "sayBreakdown", before_after: "sayBeforeAfter", qa: "sayQa", report_back: "sayReportBack",
};
now.shown = shownOf(now.name, stage.dataset.show);
// The answer that the server has, in memory only.
let received = receipt.dataset.answer ? { round: now.round, answer: receipt.dataset.answer } : null;
let retry = null;
let turn = 0;
const READING = 8_000; // so long a refusal stays when the next question opens right behind it
let toldAt = 0;

function shownOf(name, show) {
  return ["result", "waiting"].includes(name) && SAYS[show] ? show : name;
}

function say(text) {
  announce.textContent = text ?? "";
}

function tell(state, text) {
  toldAt = performance.now();
  receipt.dataset.state = state;
  receipt.textContent = text;
}

function openForm() {
  return stage.querySelector("[data-vote-form]");
}

function onState(part) {
  if (!part.key) return;
  const changed = part.round !== now.round || part.stage !== now.name;
  const drawn = part.key === now.key;
  const shown = shownOf(part.stage, part.show);
  const isOther = part.round !== now.round || shown !== now.shown;
  Object.assign(now, { key: part.key, round: part.round, name: part.stage, shown });
  if (!drawn) draw(part);
  for (const clock of stage.querySelectorAll("[data-clock]")) {
    if (part.until) clock.dataset.countdown = part.until;
    else clock.removeAttribute("data-countdown");
    if (!part.until) clock.textContent = "";
  }
  if (isOther) say(words[SAYS[shown]]);
  if (!changed) return;
  settle();
}

function draw(part) {
  replace(stage, new DOMParser().parseFromString(part.html, "text/html").body);
  const form = openForm();
  if (!form) return;
  enhance(form, room.dataset, words, say);
  if (received?.round === part.round) showAnswer(form, received.answer);
}

// What the receipt says after the room moved on.
function settle() {
  if (received && received.round !== now.round) received = null;
  const waiting = kept.read();
  if (waiting?.round === now.round && now.round) return resend();
  clearTimeout(retry);
  turn += 1;
  if (waiting) {
    kept.forget();
    tell("refused", words.late);
  } else if (received && now.name !== "result") {
    tell("received", now.name === "open" ? words.received : words.receivedClosed);
  } else if (receipt.dataset.state !== "refused" || (now.name === "open" && performance.now() - toldAt > READING)) {
    tell("", "");
  }
}

// The same round and voter are the same ballot, so sending once more never counts twice.
async function send(vote, attempt = 0) {
  const mine = ++turn;
  clearTimeout(retry);
  kept.keep(vote);
  if (attempt === 0) tell("sending", words.sending);
  const outcome = await sendVote(room.dataset, vote, csrf);
  if (mine !== turn) return;
  const form = vote.round === now.round ? openForm() : null;
  form?.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  if (outcome === "unreachable") {
    tell("kept", words.kept);
    const wait = Math.min(1000 * 2 ** attempt, 8000) * (0.5 + Math.random());
    retry = setTimeout(() => isStillKept(vote) && send(vote, attempt + 1), wait);
    return;
  }
  kept.forget();
  if (outcome === "accepted") {
    received = vote;
    if (form) showPressed(form, vote.answer);
    tell("received", form ? words.received : words.receivedClosed);
  } else {
    if (form) showPressed(form, received?.answer ?? "");
    tell("refused", words[outcome] ?? words.failed);
  }
}

// Another window of the same voter may have sent something newer, or this.
function isStillKept(vote) {
  const waiting = kept.read();
  return waiting?.round === vote.round && waiting.answer === vote.answer;
}

// Only buttons are marked; what somebody typed or ticked in the meantime stays.
function showPressed(form, answer) {
  if (form.querySelector(".answer[name=answer]")) showAnswer(form, answer);
}

function resend() {
  const vote = kept.read();
  if (!vote) return;
  const form = openForm();
  if (form && vote.round === now.round) showAnswer(form, vote.answer);
  send({ round: vote.round, answer: vote.answer });
}

room.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-vote-form]")) return;
  event.preventDefault();
  const answer = answerOf(form, event.submitter);
  if (tellProblem(form, answer, words)) return;
  if (form.querySelector(".answer[name=answer]")) {
    showAnswer(form, answer);
    event.submitter.setAttribute("aria-busy", "true");
  }
  send({ round: Number(form.elements.round.value), answer });
});

room.addEventListener("input", () => {
  if (["received", "refused"].includes(receipt.dataset.state)) tell("unsent", words.changed);
});

if (openForm()) enhance(openForm(), room.dataset, words, say);
runClock(room);
addEventListener("online", resend);
if (kept.read()) settle();
follow(room.dataset, {
  view: room.dataset.view,
  onState,
  onLine: (up) => (room.querySelector("[data-line]").hidden = up),
});
