/** Sends a form of the desk and tells apart: an answer, a link that is gone, a stale page, and no connection. */
export class NoConnection extends Error {}
export class LinkGone extends Error {}
export class StalePage extends Error {}

const PATIENCE = 8_000;

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, {
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
      headers: { ...options.headers, Accept: "application/json" },
    });
  } catch (error) {
    throw new NoConnection(error.message);
  }
  if (response.status >= 500 || response.status === 429) throw new NoConnection(String(response.status));
  if (response.status === 404 || response.status === 410) throw new LinkGone();
  if (response.status === 403) throw new StalePage();
  try {
    return await response.json();
  } catch (error) {
    throw new NoConnection(error.message);
  }
}

export const post = (url, fields) => ask(url, { method: "POST", body: new URLSearchParams(fields) });
export const get = (url) => ask(url, {});

export const postJson = (url, content) =>
  ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });
