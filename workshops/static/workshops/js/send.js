/** Sends a form ([name, value] pairs, or form data with a photo) as the page itself would, and tells apart: saved, refused (and why), and no connection. */
export class NoConnection extends Error {}

const PATIENCE = 10_000;
const PATIENCE_WITH_PHOTO = 60_000;

function csrfToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

export async function send(url, fields) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout(fields instanceof FormData ? PATIENCE_WITH_PHOTO : PATIENCE),
    });
  } catch (error) {
    throw new NoConnection(error.message);
  }
  if (response.status >= 500 || response.status === 429) throw new NoConnection(String(response.status));
  let answer = {};
  try {
    answer = await response.json();
  } catch {
    answer = { code: response.status === 403 ? "reload" : "link" };
  }
  return { ok: response.ok, ...answer };
}
