// Presses of the chair: sent in order, one at a time, and sent again on a bad line.
// Every press carries a key of its own, so the server does it at most once, however often it arrives.

const PATIENCE = 8000; // milliseconds for one try
const TOO_OLD = 60000; // a press that could not be sent by then is dropped: the hall has moved on

export function presser({ onPage, onTell, words }) {
  const waiting = [];
  let busy = false;
  let wake = null;

  async function work() {
    if (busy) return;
    busy = true;
    for (let attempt = 0; waiting.length; attempt += 1) {
      const [press] = waiting;
      if (Date.now() - press.made > TOO_OLD) {
        waiting.length = 0;
        settle(press);
        onTell(words.sayTooLate, false);
        break;
      }
      const sent = await send(press);
      if (sent) {
        if (waiting[0] === press) waiting.shift();
        settle(press);
        attempt = -1;
      } else if (waiting.length) {
        onTell(words.sayWaiting, true);
        await pause(Math.min(500 * 2 ** attempt, 4000) * (0.5 + Math.random()));
      }
    }
    busy = false;
  }

  async function send(press) {
    try {
      const answer = await fetch(press.url, { method: "POST", body: press.body, signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status >= 500 || answer.status === 429) return false;
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = [...page.querySelectorAll(".messages li")].map((item) => item.textContent.trim()).join(" ");
      onPage(page, press.body.get("action"));
      onTell(told, false);
      return true;
    } catch (error) {
      if (error instanceof TypeError || error.name === "TimeoutError" || error.name === "AbortError") return false;
      onTell(words.sayFailed, false);
      return true;
    }
  }

  function pause(milliseconds) {
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  function settle(press) {
    press.button?.removeAttribute("aria-busy");
  }

  addEventListener("online", () => wake?.());

  return {
    // The same key waits once: a double tap is one press.
    press(form) {
      const body = new URLSearchParams(new FormData(form));
      if (body.get("key") && waiting.some((press) => press.body.get("key") === body.get("key"))) return;
      const button = form.querySelector("button");
      button?.setAttribute("aria-busy", "true");
      waiting.push({ url: form.getAttribute("action"), body, button, made: Date.now() });
      work();
    },
    giveUp() {
      waiting.splice(0).forEach(settle);
      onTell("", false);
      wake?.();
    },
  };
}
