import { effect, signal } from "@preact/signals";
import { store, stored } from "../../shared/choices";
import { now } from "../../shared/clock";
import { startTheme, type Theme } from "../../shared/theme";
import * as geo from "../geo";
import { look, SOMEWHERE } from "./light";

export const LOOKS: Theme[] = ["auto", "day", "dusk", "night"];

const LARGE = "varde-field-large";

/** Larger letters, for whom 18 pixels are too few. */
export const large = signal(stored(LARGE) === "yes");

interface Sensor extends EventTarget {
  illuminance: number;
  start(): void;
}

const lux = signal<number | null>(null);

/** Takes the look that was chosen, or that the light asks for, and keeps to it. */
export function startLook(): void {
  const pick = (wantsDark: boolean) =>
    look({ nowMs: now.value, place: geo.latest.value ?? SOMEWHERE, lux: lux.value, wantsDark });
  startTheme("field", "auto", LOOKS, pick);
  effect(() => {
    store(LARGE, large.value ? "yes" : "no");
    document.documentElement.dataset.size = large.value ? "large" : "usual";
  });
  sense();
}

/** Few browsers let a page read the light; for the others there is the sun. */
function sense(): void {
  const Light = (globalThis as { AmbientLightSensor?: new () => Sensor }).AmbientLightSensor;
  if (!Light) return;
  try {
    const sensor = new Light();
    sensor.addEventListener("reading", () => {
      lux.value = sensor.illuminance;
    });
    sensor.addEventListener("error", () => {
      lux.value = null;
    });
    sensor.start();
  } catch {
    lux.value = null;
  }
}
