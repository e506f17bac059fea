import { signal } from "@preact/signals";
import { store, stored } from "../shared/choices";
import type { Weight } from "../shared/components/Shape";

// Three voices, apart in rhythm as well as pitch, so that they are known without being listened to; and how loud each
// desk may be on this machine.

export type Voice = Exclude<Weight, "calm">;
export const VOICES: Voice[] = ["info", "soon", "now"];

export const SOUND_DESKS = ["alarm", "mediation"] as const;
export type SoundDesk = (typeof SOUND_DESKS)[number];

type Note = [startS: number, hertz: number, lengthS: number];

const MELODIES: Record<Voice, Note[]> = {
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
const LOUDEST = 0.5;
const USUAL = 50;
const KEY = "varde-desk-muted";
const volumeKey = (desk: SoundDesk) => `varde-desk-volume-${desk}`;

export const muted = signal(stored(KEY) === "yes");
/** The browser keeps the page silent until somebody has touched it. */
export const blocked = signal(false);

/** How loud, from 0 to 100, for each desk. */
export const volumes = signal(
  Object.fromEntries(SOUND_DESKS.map((desk) => [desk, kept(desk)])) as Record<SoundDesk, number>,
);

function kept(desk: SoundDesk): number {
  const found = Number(stored(volumeKey(desk)) ?? USUAL);
  return found >= 0 && found <= 100 ? found : USUAL;
}

let context: AudioContext | null = null;

export function setMuted(wanted: boolean): void {
  muted.value = wanted;
  store(KEY, wanted ? "yes" : "no");
}

export function setVolume(desk: SoundDesk, volume: number): void {
  volumes.value = { ...volumes.value, [desk]: volume };
  store(volumeKey(desk), String(volume));
}

/** Lets the page be heard, from within a press or a key. */
export async function unlock(): Promise<void> {
  context ??= new AudioContext();
  await context.resume();
  blocked.value = context.state !== "running";
}

/** Says it for a case of that desk. One that this page does not know is as loud as the loudest. */
export function play(voice: Voice, desk: string): void {
  if (muted.value) return;
  if (context?.state !== "running") {
    blocked.value = true;
    return;
  }
  const volume = volumes.value[desk as SoundDesk] ?? Math.max(...Object.values(volumes.value));
  sound(context, voice, volume);
}

/** One voice, as that desk would hear it, whether or not it is muted: somebody asks how it sounds. */
export async function test(voice: Voice, desk: SoundDesk): Promise<void> {
  await unlock();
  if (context) sound(context, voice, volumes.value[desk]);
}

function sound(audio: AudioContext, voice: Voice, volume: number): void {
  // The ear hears in proportions: half the way down is a quarter as loud.
  const loudness = LOUDEST * (volume / 100) ** 2;
  if (loudness === 0) return;
  for (const [start, hertz, length] of MELODIES[voice]) tone(audio, loudness, audio.currentTime + start, hertz, length);
}

function tone(audio: AudioContext, loudness: number, at: number, hertz: number, lengthS: number): void {
  const oscillator = new OscillatorNode(audio, { type: "triangle", frequency: hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.01);
  gain.gain.setValueAtTime(loudness, at + lengthS - 0.03);
  gain.gain.linearRampToValueAtTime(0, at + lengthS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + lengthS);
}
