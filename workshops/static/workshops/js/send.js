/** Sends a form ([name, value] pairs, or form data with a photo) as the page itself would, and tells apart: saved, refused (and why), and no connection. */
export class NoConnection extends Error {
  /** `isBusy`: there is a connection, but the server took nothing. */
  constructor(message, isBusy = false) {
    super(message);
    this.isBusy = isBusy;
  }
}

const REFUSED = 403; // by the form's protection: only a fresh page can send it

function csrfToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/**
 * What `work(signal)` gives, or NoConnection after `patience` milliseconds or when `leave` is aborted. It never
 * waits longer, also when the browser holds on to a connection that is gone.
 */
export function within(patience, work, leave = new AbortController()) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => leave.abort(), patience);
    leave.signal.addEventListener("abort", () => reject(new NoConnection("no answer")), { once: true });
    work(leave.signal)
      .then(resolve, (error) => reject(error instanceof NoConnection ? error : new NoConnection(error.message)))
      .finally(() => clearTimeout(timer));
  });
}

export function send(url, fields, patience, leave) {
  return within(patience, (signal) => post(url, fields, signal), leave);
}

async function post(url, fields, signal) {
  const response = await fetch(url, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
    credentials: "same-origin",
    redirect: "error",
    signal,
  });
  if (response.status >= 500 || response.status === 429) throw new NoConnection(String(response.status), true);
  const body = await response.text(); // it may break off: that is no connection, not an answer
  if (response.status === REFUSED && !body.startsWith("{")) return { ok: false, code: "reload" };
  return { ok: response.ok, ...answerIn(body) };
}

/** Only our server answers in JSON. A portal of the building or a proxy saved nothing, whatever it says. */
function answerIn(body) {
  try {
    return JSON.parse(body);
  } catch {
    throw new NoConnection("not our server", true);
  }
}
