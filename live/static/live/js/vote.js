// Sends a small message to the gateway and says what became of it.
//
// post(url, fields) → "accepted" | "closed" | "invalid" | "forbidden" | "token" | "unreachable"
// "accepted" means: the server has stored it durably. "unreachable" means: not known; send the same once more,
// here or at the main door. The same voter and round are the same ballot, so that never counts twice.

const PATIENCE = 5000;
const OUTCOMES = { 200: "accepted", 401: "token", 403: "forbidden", 409: "closed", 422: "invalid" };

export async function post(url, fields) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(fields), // a form needs no preflight
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return OUTCOMES[answer.status] ?? "unreachable";
  } catch {
    return "unreachable";
  }
}
