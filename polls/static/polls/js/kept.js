// The one answer that could not be sent yet, kept on this phone for its voter until it is sent or too old.
//
// It outlives a reload and a killed tab. Once the server has it, nothing of it stays on the phone.

const LONGEST = 12 * 3600 * 1000;

export function keeper(name) {
  function read() {
    try {
      const vote = JSON.parse(localStorage.getItem(name));
      if (vote && Date.now() - vote.at < LONGEST) return vote;
      if (vote) forget();
    } catch {
      // A browser that stores nothing, or something that we did not write.
    }
    return null;
  }

  function keep(vote) {
    try {
      localStorage.setItem(name, JSON.stringify({ ...vote, at: Date.now() }));
    } catch {
      // The answer is still sent; it is only forgotten when the page goes.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  }

  return { read, keep, forget };
}
