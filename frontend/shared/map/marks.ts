import type { Weight } from "../components/Shape";
import type { LatLon } from "../coordinates/readings";

/** Something on the map: a shape and a word, never colour alone. */
export interface Mark extends LatLon {
  id: string;
  weight: Weight;
  /** The word beside the shape. */
  name: string;
  /** What is said of it when it is listened to: name, state, age. */
  said: string;
  /** A position as a phone measured it: so far around it the truth may be. */
  accuracy_m?: number;
  /** A place, rather than somebody. */
  isPlace?: boolean;
  /** Whom it is about: above all others. */
  leads?: boolean;
}

const WEIGHTS: Weight[] = ["calm", "info", "soon", "now"];

export const weightier = (one: Weight, other: Weight): Weight =>
  WEIGHTS.indexOf(one) >= WEIGHTS.indexOf(other) ? one : other;

/** Whether a mark must be drawn anew, or only moved. */
export const looksAlike = (one: Mark, other: Mark): boolean =>
  one.weight === other.weight &&
  one.name === other.name &&
  one.said === other.said &&
  one.isPlace === other.isPlace &&
  one.leads === other.leads &&
  one.accuracy_m === other.accuracy_m;
