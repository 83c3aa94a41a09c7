/** Scanning with the camera. Pictures never leave the device. */
import { reader } from "./desk-qr.js";

const EVERY = 200;
const SAME_CODE = 4_000;

export function startCamera(box, words, onCode) {
  if (!box || !navigator.mediaDevices?.getUserMedia) return;
  const button = box.querySelector("[data-camera-button]");
  const line = box.querySelector("[data-camera-line]");
  const view = box.querySelector("[data-camera-view]");
  let stream = null;
  let read = null;
  let last = { code: "", at: 0 };

  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    last = { code: "", at: 0 };
    view.srcObject = null;
    view.hidden = true;
    button.textContent = words.camera_on;
  };

  const look = async () => {
    if (!stream) return;
    try {
      const code = await read(view);
      if (code && (code !== last.code || Date.now() - last.at > SAME_CODE)) onCode(code.slice(0, 300));
      if (code) last = { code, at: Date.now() };
    } catch {
      /* No picture yet. */
    }
    setTimeout(look, EVERY);
  };

  button.addEventListener("click", async () => {
    if (stream) {
      stop();
      return;
    }
    line.hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      read ??= await reader();
    } catch {
      stop();
      line.textContent = words.camera_refused;
      line.hidden = false;
      return;
    }
    view.srcObject = stream;
    view.hidden = false;
    button.textContent = words.camera_off;
    await view.play();
    look();
  });
  addEventListener("pagehide", stop);
  box.hidden = false;
}
