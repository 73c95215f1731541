/** Two soft notes, rising: a lane wants somebody. Needs one touch of the page before, as browsers ask; silent until then. */
export class Chime {
  private context: AudioContext | undefined;
  muted = false;

  ring(): void {
    if (this.muted) return;
    this.context ??= new AudioContext();
    if (this.context.state === "suspended") void this.context.resume();
    const start = this.context.currentTime + 0.02;
    this.note(this.context, 587.33, start);
    this.note(this.context, 880, start + 0.16);
  }

  private note(context: AudioContext, frequency: number, at: number): void {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = "sine";
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.22, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0008, at + 0.5);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.55);
  }
}
