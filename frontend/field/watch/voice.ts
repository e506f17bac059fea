import { signal } from "@preact/signals";
import { store, stored } from "../../shared/choices";

// What the page is heard by: three voices, apart in rhythm as well as pitch, and the same rhythm in the hand.

export type Voice = "info" | "soon" | "now";
type Note = [startS: number, hertz: number, lengthS: number];

const NOTES: Record<Voice, Note[]> = {
  info: [[0, 523, 0.2]],
  soon: [
    [0, 659, 0.16],
    [0.3, 659, 0.16],
    [0.6, 784, 0.3],
  ],
  now: [
    [0, 880, 0.12],
    [0.17, 880, 0.12],
    [0.34, 1175, 0.3],
    [0.8, 880, 0.12],
    [0.97, 880, 0.12],
    [1.14, 1175, 0.3],
  ],
};
const SHAKES: Record<Voice, number[]> = {
  info: [80],
  soon: [160, 140, 160, 140, 300],
  now: [120, 50, 120, 50, 300, 160, 120, 50, 120, 50, 300],
};
const LOUDNESS = 0.5;
const KEY = "varde-field-muted";

export const muted = signal(stored(KEY) === "yes");
/** The browser keeps the page silent until it has been touched. */
export const blocked = signal(false);

let context: AudioContext | null = null;

export function mute(wanted: boolean): void {
  muted.value = wanted;
  store(KEY, wanted ? "yes" : "no");
}

/** Lets the page be heard, from within a touch. */
export async function unlock(): Promise<void> {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume().catch(() => undefined);
  blocked.value = context.state !== "running";
}

export function play(voice: Voice): void {
  if (muted.value) return;
  navigator.vibrate?.(SHAKES[voice]);
  if (context?.state !== "running") {
    blocked.value = true;
    return;
  }
  for (const [start, hertz, length] of NOTES[voice]) tone(context, context.currentTime + start, hertz, length);
}

function tone(audio: AudioContext, at: number, hertz: number, lengthS: number): void {
  const oscillator = new OscillatorNode(audio, { type: "triangle", frequency: hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  gain.gain.setValueAtTime(LOUDNESS, at + lengthS - 0.03);
  gain.gain.linearRampToValueAtTime(0, at + lengthS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + lengthS);
}

/** From the first touch on the page may be heard. */
export function listenForTouch(): void {
  const touched = () => void unlock();
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touched, { passive: true });
}
