// Follows a channel: an event stream from the gateway, and polling on the main door while that is out of reach.
//
// connect({ streamUrl, pollUrl, onSnapshot, onLine, onLost }) → { close }
// onSnapshot gets the newest snapshot only; onLine(true or false) says whether anything gets through; onLost is told
// each time that the stream breaks, also when it will be back at once.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const PATIENCE = 6000;
const POLL_EVERY = 2000;
const SILENT_TOO_LONG = 45000;

// Full jitter: a hall of phones that lost the line does not come back all at once.
export function jitter(attempt, first = FIRST_WAIT, longest = LONGEST_WAIT) {
  return Math.random() * Math.min(longest, first * 2 ** attempt);
}

export function connect({ streamUrl, pollUrl, onSnapshot, onLine = () => {}, onLost = () => {} }) {
  let source = null;
  let attempt = 0;
  let closed = false;
  let polling = null;
  let etag = "";
  let pollFailures = 0;
  let latest = -1;
  let fresh = true;
  let reconnecting = null;
  let patience = null;

  function take(snapshot) {
    if (!fresh && snapshot.version < latest) return;
    fresh = false;
    latest = snapshot.version;
    onSnapshot(snapshot);
  }

  function open() {
    clearTimeout(reconnecting);
    reconnecting = null;
    if (closed || source) return;
    fresh = true;
    source = new EventSource(streamUrl);
    wait(PATIENCE);
    source.addEventListener("snapshot", (event) => {
      attempt = 0;
      stopPolling();
      onLine(true);
      clearTimeout(patience);
      take(JSON.parse(event.data));
    });
    source.addEventListener("error", lose);
  }

  function wait(milliseconds) {
    clearTimeout(patience);
    patience = setTimeout(lose, milliseconds);
  }

  function lose() {
    clearTimeout(patience);
    source?.close();
    source = null;
    if (closed || reconnecting) return;
    onLost();
    if (!pollUrl && attempt > 0) onLine(false);
    startPolling();
    reconnecting = setTimeout(open, jitter(attempt));
    attempt += 1;
  }

  function startPolling() {
    if (!pollUrl || polling) return;
    pollFailures = 0;
    polling = setTimeout(poll, jitter(0, POLL_EVERY));
  }

  function stopPolling() {
    clearTimeout(polling);
    polling = null;
  }

  async function poll() {
    const turn = polling;
    try {
      const answer = await fetch(pollUrl, {
        headers: { Accept: "application/json", ...(etag && { "If-None-Match": etag }) },
        cache: "no-store",
        signal: AbortSignal.timeout(10000),
      });
      if (!answer.ok && answer.status !== 304) throw new Error(answer.statusText);
      if (polling !== turn) return;
      pollFailures = 0;
      onLine(true);
      if (answer.status === 200) {
        etag = answer.headers.get("ETag") ?? "";
        take(await answer.json());
      }
    } catch {
      pollFailures += 1;
      if (polling === turn && pollFailures > 1) onLine(false);
    }
    if (polling !== turn) return;
    // After a fault the tries spread widely: a hall that lost the line at one moment does not come back at one.
    const base = POLL_EVERY * Math.min(1 + pollFailures, 4);
    polling = setTimeout(poll, base * (pollFailures ? 0.5 + Math.random() : 1 + Math.random() / 2));
  }

  function online() {
    if (source) return;
    clearTimeout(reconnecting);
    attempt = 0;
    reconnecting = setTimeout(open, jitter(0));
  }

  // A phone that slept may hold a line that is dead without knowing it.
  let hiddenSince = 0;
  function visible() {
    if (document.hidden) {
      hiddenSince = Date.now();
    } else if (hiddenSince && Date.now() - hiddenSince > SILENT_TOO_LONG) {
      source?.close();
      source = null;
      online();
    }
  }

  addEventListener("online", online);
  document.addEventListener("visibilitychange", visible);
  if (streamUrl && "EventSource" in window) open();
  else startPolling();

  return {
    close() {
      closed = true;
      removeEventListener("online", online);
      document.removeEventListener("visibilitychange", visible);
      clearTimeout(reconnecting);
      clearTimeout(patience);
      stopPolling();
      source?.close();
    },
  };
}
