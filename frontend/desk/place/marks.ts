import { now } from "../../shared/clock";
import type { LatLon } from "../../shared/coordinates/readings";
import type { Mark } from "../../shared/map/marks";
import { ageAndAccuracy } from "../../shared/words";
import { t } from "../texts";
import { deadline, type Watched } from "../watched";
import { words } from "./words";

/** Somebody on the map, with the circle within which they may be if it is about them. */
export function markOf(watched: Watched, leads = false): Mark[] {
  const { key, name, position } = watched;
  if (!position) return [];
  const { weight } = deadline(watched, now.peek());
  const state = weight === "calm" ? "" : t.value.weights[weight];
  const { latitude, longitude, accuracy_m } = position;
  const said = words.value.mark(name, state, ageAndAccuracy(t.value, position, now.peek()));
  return [{ id: key, latitude, longitude, weight, name, said, ...(leads ? { accuracy_m, leads } : {}) }];
}

export function placeMark(key: string, name: string, { latitude, longitude }: LatLon): Mark {
  return { id: `place/${key}`, latitude, longitude, weight: "calm", name, said: name, isPlace: true };
}
