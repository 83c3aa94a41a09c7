// Follows a room by the gateway's stream or by the main door, and sends a tap by either.
import { connect } from "../../live/js/stream.js";
import { post } from "../../live/js/vote.js";

export function follow(place, { view, onState, onLine }) {
  const query = new URLSearchParams({ view, ...(place.viewToken && { token: place.viewToken }) });
  return connect({
    streamUrl: `${place.gateway}/live/${place.channel}/events?${query}`,
    pollUrl: place.stateUrl,
    onSnapshot: (state) => {
      onState(state);
      document.dispatchEvent(new CustomEvent("plenair:state", { detail: state }));
    },
    onLine,
  });
}

// The main door also answers when the token has become old: it makes a fresh one.
export async function sendVote(place, vote, csrf) {
  const outcome = await post(`${place.gateway}/live/vote`, { token: place.token, ...vote });
  return ["unreachable", "token"].includes(outcome) ? sendByMainDoor(place, vote, csrf) : outcome;
}

async function sendByMainDoor(place, vote, csrf) {
  try {
    const answer = await fetch(place.voteUrl, {
      method: "POST",
      body: new URLSearchParams({ ...vote, csrfmiddlewaretoken: csrf }),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status >= 500 || answer.status === 429) return "unreachable";
    const { outcome, token } = await answer.json();
    place.token = token;
    return outcome;
  } catch {
    return "unreachable";
  }
}
