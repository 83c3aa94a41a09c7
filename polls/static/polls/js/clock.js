// Counts down to the moments in [data-countdown], by the server's clock and not by that of the phone.

export function runClock(place) {
  const ahead = Number(place.dataset.serverTime) * 1000 - Date.now();
  function tick() {
    for (const clock of place.querySelectorAll("[data-countdown]")) {
      const left = Math.max(0, Math.ceil((Date.parse(clock.dataset.countdown) - Date.now() - ahead) / 1000));
      const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      const text = left ? place.dataset.timeLeft.replace("{time}", time) : place.dataset.timeUp;
      if (clock.textContent !== text) clock.textContent = text;
    }
  }
  tick();
  setInterval(tick, 250);
}
