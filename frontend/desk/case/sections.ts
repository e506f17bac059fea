import type { FunctionComponent } from "preact";
import type { CaseAnswer } from "../../shared/api/types";
import { CaseDispatch } from "../dispatch/CaseDispatch";
import { CaseLifelines } from "../lifelines/CaseLifelines";
import { CaseLifts } from "../lifts/CaseLifts";
import { CaseMission } from "../missions/CaseMission";
import { CasePlace } from "../place/CasePlace";
import { Handing } from "../shiftwork/Handing";
import { Hands } from "../shiftwork/Hands";
import { Steps } from "../shiftwork/Steps";
import { Messages } from "./Messages";
import { Notes } from "./Notes";
import { Notices } from "./Notices";
import { People } from "./People";
import { Timeline } from "./Timeline";
import { WhoWhere } from "./WhoWhere";

/** A part of an open case. It shows nothing where it has nothing to say. */
export type Section = FunctionComponent<{ answer: CaseAnswer }>;

/** The middle column under the sentence and its buttons, from top to bottom. A new part is a line here. */
export const MIDDLE: Section[] = [
  Notices,
  Hands,
  Handing,
  Steps,
  CaseLifts,
  CaseDispatch,
  CaseLifelines,
  CaseMission,
  People,
  Messages,
  Notes,
  Timeline,
];

/** The right column: who and where. */
export const PLACE: Section[] = [WhoWhere, CasePlace];
