// Dispatch: what the API says to the guard who is sent and to the desk that sends.

export type DispatchState = "wanting" | "offered" | "accepted" | "en_route" | "on_scene" | "done" | "recalled";

export interface Target {
  name?: string;
  address?: string;
  postal_code?: string;
  town?: string;
  latitude?: number | null;
  longitude?: number | null;
  directions?: string;
}

export interface OnScene {
  access: string;
  contacts: { name: string; phone: string }[];
}

/** A key to where a guard is sent: where it hangs, or who has it. */
export interface KeyForJob {
  tag: string;
  cabinet: string;
  hook: string;
  mine: boolean;
  holder: string;
}

/** What a guard is asked for, or has. */
export interface Turnout {
  id: string;
  case_id: string;
  version: number;
  state: DispatchState;
  /** Whether it is still this guard's. */
  mine: boolean;
  what: string;
  priority: number;
  target: Target;
  text: string;
  /** Wait at a distance until the centre says that it is clear. */
  hold: boolean;
  answer_until_ms: number | null;
  response_until_ms: number;
  on_scene_at_ms: number | null;
  reported_at_ms: number | null;
  photos: number;
  /** How to get in: told only while on the scene. */
  on_scene: OnScene | null;
  /** The keys to it, for who has said yes. */
  keys: KeyForJob[];
  server_now_ms: number;
}

/** A guard who is wanted, as the desk sees it. */
export interface Dispatch {
  id: string;
  case_id: string;
  version: number;
  number: number;
  state: DispatchState;
  who: { id: string; name: string; phone: string; contractor: boolean } | null;
  tried: { name: string; why: string; at_ms: number }[];
  /** While nobody is found: why not, guard by guard. */
  unsuitable: { name: string; why: string }[];
  /** A technician is to mend something by then. */
  order: boolean;
  hold: boolean;
  text: string;
  wanted_at_ms: number;
  response_until_ms: number;
  breached_at_ms: number | null;
  answer_until_ms: number | null;
  accepted_at_ms: number | null;
  en_route_at_ms: number | null;
  on_scene_at_ms: number | null;
  reported_at_ms: number | null;
  ended_at_ms: number | null;
  photos: string[];
}

export interface DispatchList {
  dispatches: Dispatch[];
  server_now_ms: number;
}

/** Somebody who could be sent, or why not. */
export interface Candidate {
  id: string;
  name: string;
  number: string | null;
  phone: string;
  contractor: boolean;
  distance_m: number | null;
  accuracy_m: number | null;
  measured_at_ms: number | null;
  /** By what the position is thought: `phone`, `job`, `site` or `none`. */
  source: string;
  place: string;
  alone: boolean;
  why_not: string;
  /** The tags of the keys to the place that he has. */
  keys: string[];
}

export interface CandidateList {
  candidates: Candidate[];
  response_s: number;
  target: Target;
  server_now_ms: number;
}

export interface Photo {
  media_type: "image/jpeg" | "image/png";
  photo: string;
}
