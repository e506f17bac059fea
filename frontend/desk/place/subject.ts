import type { CaseAnswer, MissionRow, Position, WatchRow } from "../../shared/api/types";
import { distance } from "../../shared/coordinates/distance";
import type { LatLon } from "../../shared/coordinates/readings";
import type { Board } from "../board";
import { type Watched, watchedOn } from "../watched";

// What the right column is about: somebody, and a place. Pure.

export interface NamedPlace {
  name: string;
  latitude: number | null;
  longitude: number | null;
}

export interface Subject {
  /** When this changes, it is about something else. */
  key: string;
  /** Who is watched; null for a case about a place alone. */
  watched: Watched | null;
  /** The site in the register, if there is one. */
  siteId: string | null;
  /** Where a mission goes. */
  mission: NamedPlace | null;
}

const named = (board: Board, key: string): Watched | null => watchedOn(board).find((one) => one.key === key) ?? null;

export function ofDuty(board: Board, watch: WatchRow): Subject {
  const key = `duty/${watch.id}`;
  return { key, watched: named(board, key), siteId: watch.site_id || null, mission: null };
}

export function ofMission(board: Board, mission: MissionRow): Subject {
  const key = `mission/${mission.id}`;
  return { key, watched: named(board, key), siteId: null, mission: mission.place };
}

/** A case is about whom its subject names, as the board knows them now. */
export function ofCase(board: Board | null, { case: row, watch }: CaseAnswer): Subject {
  const [kind, id = ""] = row.subject.split("/");
  const mission = kind === "mission" ? board?.missions.get(id) : undefined;
  if (board && mission) return { ...ofMission(board, mission), key: `case/${row.id}` };
  const watched = watch && board ? named(board, `duty/${watch.id}`) : null;
  return { key: `case/${row.id}`, watched, siteId: watch?.site_id || row.site_id, mission: null };
}

export interface Colleague {
  watched: Watched;
  position: Position;
  metres: number;
}

const MOST = 8;

/**
 * Those on watch now whose position is known, the nearest first. Only what an open watch has told: who has gone off
 * duty is not among them, since their row is not on the board.
 */
export function nearest(board: Board, to: LatLon, except: string | null): Colleague[] {
  return watchedOn(board)
    .flatMap((watched) =>
      watched.position && watched.key !== except && !isOff(board, watched)
        ? [{ watched, position: watched.position, metres: distance(to, watched.position) }]
        : [],
    )
    .sort((a, b) => a.metres - b.metres)
    .slice(0, MOST);
}

/** How many are on watch without a position: they may be nearer. */
export function unplaced(board: Board, except: string | null): number {
  return watchedOn(board).filter((one) => !one.position && one.key !== except && !isOff(board, one)).length;
}

function isOff(board: Board, { key, company }: Watched): boolean {
  if (company === "planned") return true;
  const [kind, id = ""] = key.split("/");
  return kind === "duty" && board.watches.get(id)?.on === false;
}
