/** A sound for every answer, made here: rising for welcome, twice the same for "already", low for no. */
const GOOD = [[660, 0, 0.12], [880, 0.12, 0.2]];
const AGAIN = [[520, 0, 0.12], [520, 0.2, 0.12]];
const BAD = [[196, 0, 0.45]];
const TONES = { welcome: GOOD, already: AGAIN, kept: AGAIN, undone: AGAIN, elsewhere: AGAIN, unlisted: BAD, no_store: BAD, cancelled: BAD, no_place: BAD, other_event: BAD, unknown: BAD };
const REMEMBERED = "plenair:desk-sound";

export class Sound {
  constructor(label) {
    this.box = label?.querySelector("input");
    if (!this.box || !window.AudioContext) return;
    label.hidden = false;
    try {
      this.box.checked = localStorage.getItem(REMEMBERED) !== "off";
    } catch {
      /* Not remembered then. */
    }
    this.box.addEventListener("change", () => {
      try {
        localStorage.setItem(REMEMBERED, this.box.checked ? "on" : "off");
      } catch {
        /* Not remembered then. */
      }
    });
  }

  play(kind) {
    if (!this.box?.checked || !TONES[kind] || !window.AudioContext) return;
    this.context ??= new AudioContext();
    this.context.resume();
    for (const [pitch, start, length] of TONES[kind]) {
      const from = this.context.currentTime + start;
      const tone = new OscillatorNode(this.context, { frequency: pitch, type: "triangle" });
      const volume = new GainNode(this.context, { gain: 0.25 });
      volume.gain.setTargetAtTime(0, from + length * 0.7, 0.03);
      tone.connect(volume).connect(this.context.destination);
      tone.start(from);
      tone.stop(from + length + 0.15);
    }
  }
}
