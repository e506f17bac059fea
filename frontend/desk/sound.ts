import { signal } from "@preact/signals";
import { store, stored } from "../shared/choices";
import type { Weight } from "../shared/components/Shape";

// Three voices, apart in rhythm as well as pitch, so that they are known without being listened to.

type Voice = Exclude<Weight, "calm">;
type Note = [startS: number, hertz: number, lengthS: number];

const VOICES: Record<Voice, Note[]> = {
  info: [[0, 520, 0.18]],
  soon: [
    [0, 660, 0.14],
    [0.28, 660, 0.14],
  ],
  now: [
    [0, 880, 0.1],
    [0.14, 880, 0.1],
    [0.28, 1175, 0.24],
  ],
};
const LOUDNESS = 0.25;
const TEST_PAUSE_S = 0.9;
const KEY = "varde-desk-muted";

export const muted = signal(stored(KEY) === "yes");
/** The browser keeps the page silent until somebody has touched it. */
export const blocked = signal(false);

let context: AudioContext | null = null;

export function setMuted(wanted: boolean): void {
  muted.value = wanted;
  store(KEY, wanted ? "yes" : "no");
}

/** Lets the page be heard, from within a press or a key. */
export async function unlock(): Promise<void> {
  context ??= new AudioContext();
  await context.resume();
  blocked.value = context.state !== "running";
}

export function play(voice: Voice, afterS = 0): void {
  if (muted.value) return;
  if (context?.state !== "running") {
    blocked.value = true;
    return;
  }
  for (const [start, hertz, length] of VOICES[voice])
    tone(context, context.currentTime + afterS + start, hertz, length);
}

/** All three, one after the other. */
export async function test(): Promise<void> {
  await unlock();
  for (const [index, voice] of (["info", "soon", "now"] as const).entries()) play(voice, index * TEST_PAUSE_S);
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
