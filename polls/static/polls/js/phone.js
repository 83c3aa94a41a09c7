// The room on a phone: follows the room by itself, sends taps, keeps a tap that could not be sent.
import { follow, sendVote } from "./feed.js";
import { drawResult, fill, template } from "./results.js";

const room = document.querySelector("[data-room]");
const stage = room.querySelector("[data-stage]");
const receipt = room.querySelector("[data-receipt]");
const announce = room.querySelector("[data-announce]");
const words = document.querySelector("[data-words]").dataset;
const kept = `plenair-vote-${room.dataset.channel}`;
let round = Number(stage.dataset.round) || null;
let drawn = keyOf(stage.dataset.now, stage.dataset.show, round);
let retry = null;
let sending = 0;

function keyOf(name, show, id) {
  return name === "result" ? `result:${show}:${id ?? ""}` : `${name}:${id ?? ""}`;
}

function showOpen(state) {
  const part = template("open");
  fill(part, "question", state.question.text);
  fill(part, "help", state.question.help);
  part.querySelector("[data-round]").value = state.round.id;
  const allowed = rankOf(state.question.voters) <= Number(room.dataset.scope);
  part.querySelector("[data-may-not]").hidden = allowed;
  part.querySelector("[data-vote-form]").hidden = !allowed;
  const options = part.querySelector("[data-options]");
  for (const option of state.question.options) {
    const button = template("option");
    button.firstElementChild.value = option.id;
    fill(button, "label", option.text);
    options.append(button);
  }
  stage.replaceChildren(part);
}

function rankOf(scope) {
  return ["room", "registered", "checked_in"].indexOf(scope);
}

function showQuiet(state) {
  const part = template("quiet");
  fill(part, "state", state.state === "ready" ? words.badgeReady : words.badgeClosed);
  fill(part, "question", state.question.text);
  fill(part, "quiet", words[`quiet${state.state[0].toUpperCase()}${state.state.slice(1)}`]);
  stage.replaceChildren(part);
}

function say(text) {
  announce.textContent = text ?? "";
}

function onState(state) {
  const name = state.result ? "result" : state.state;
  const key = keyOf(name, state.show, state.round?.id);
  if (key === drawn) return;
  drawn = key;
  if (state.round?.id !== round || name !== "open") {
    receipt.textContent = "";
    forget(name === "open" ? state.round.id : null);
  }
  round = state.round?.id ?? null;
  if (name === "open") {
    showOpen(state);
    say(words.sayOpen);
    resend();
  } else if (name === "result") {
    stage.replaceChildren(drawResult(state, words));
    say(words.sayResult);
  } else if (name === "waiting") {
    stage.replaceChildren(template("waiting"));
  } else {
    showQuiet(state);
    if (name === "closing") say(words.sayClosing);
  }
}

function press(option) {
  for (const button of stage.querySelectorAll("[name=option]")) {
    button.setAttribute("aria-pressed", String(Number(button.value) === option));
    button.removeAttribute("aria-busy");
  }
}

function readKept() {
  try {
    return JSON.parse(sessionStorage.getItem(kept));
  } catch {
    return null;
  }
}

function keep(vote) {
  try {
    sessionStorage.setItem(kept, JSON.stringify(vote));
  } catch {
    // A browser that stores nothing still sends the tap; it only forgets it on a reload.
  }
}

// Drops the tap that was kept, unless it belongs to this round.
function forget(exceptRound = null) {
  const vote = readKept();
  if (vote && vote.round === exceptRound) return;
  clearTimeout(retry);
  try {
    sessionStorage.removeItem(kept);
  } catch {
    // Nothing was kept.
  }
}

// The same round and voter are the same ballot, so sending once more never counts twice.
async function send(vote, attempt = 0) {
  const turn = ++sending;
  clearTimeout(retry);
  keep(vote);
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const outcome = await sendVote(room.dataset, vote, csrf);
  if (turn !== sending || vote.round !== round) return;
  const button = stage.querySelector(`[name=option][value="${vote.option}"]`);
  button?.removeAttribute("aria-busy");
  if (outcome === "accepted") {
    forget();
    press(vote.option);
    receipt.textContent = words.received;
  } else if (outcome === "unreachable") {
    receipt.textContent = words.kept;
    const wait = Math.min(1000 * 2 ** attempt, 8000) * (0.5 + Math.random());
    retry = setTimeout(() => send(vote, attempt + 1), wait);
  } else {
    forget();
    press(null);
    receipt.textContent = outcome === "closed" ? words.closed : words.failed;
  }
}

function resend() {
  const vote = readKept();
  if (vote && vote.round === round) {
    press(vote.option);
    send(vote);
  }
}

room.addEventListener("submit", (event) => {
  const option = event.submitter;
  if (!event.target.matches("[data-vote-form]") || !option) return;
  event.preventDefault();
  press(Number(option.value));
  option.setAttribute("aria-busy", "true");
  receipt.textContent = words.sending;
  send({ round: Number(event.target.elements.round.value), option: Number(option.value) });
});

addEventListener("online", resend);
resend();
follow(room.dataset, { view: "phone", onState, onLine: (up) => (room.querySelector("[data-line]").hidden = up) });
