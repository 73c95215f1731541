export type Sound = "added" | "not-found" | "help" | "paid";

/** Notes as [hertz, start in seconds, length in seconds]. Different in shape, not only in pitch. */
const melodies: Readonly<Record<Sound, readonly (readonly [number, number, number])[]>> = {
  added: [[1047, 0, 0.09]],
  "not-found": [
    [392, 0, 0.14],
    [330, 0.16, 0.2],
  ],
  help: [
    [659, 0, 0.12],
    [659, 0.18, 0.12],
    [880, 0.36, 0.18],
  ],
  paid: [
    [523, 0, 0.12],
    [659, 0.1, 0.12],
    [784, 0.2, 0.14],
    [1047, 0.32, 0.28],
  ],
};
const loudness = { off: 0, soft: 0.08, loud: 0.3 } as const;

let context: AudioContext | undefined;

/** Plays a short tune made on the spot. Silent where the browser has no sound or does not allow it yet. */
export function play(sound: Sound, volume: keyof typeof loudness): void {
  if (volume === "off" || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  const now = context.currentTime;
  for (const [hertz, start, length] of melodies[sound]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = "sine";
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, now + start);
    gain.gain.linearRampToValueAtTime(loudness[volume], now + start + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + start + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(now + start);
    oscillator.stop(now + start + length);
  }
}

/** Reads a text aloud, in place of what is being read. Nothing where the browser has no voice. */
export function say(text: string, locale: string): void {
  if (typeof speechSynthesis === "undefined" || text === "") return;
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = locale;
  speechSynthesis.speak(utterance);
}
