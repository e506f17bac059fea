// That what is written by hand in types.ts agrees with what is generated from the code (make openapi). Types only.

import type * as dispatch from "./dispatch";
import type * as lifts from "./lifts";
import type * as missions from "./missions";
import type { components } from "./schema";
import type * as ours from "./types";

type Theirs = components["schemas"];

/** What the API answers can be read as what the pages expect. */
type Reads<Answer extends Expected, Expected> = [Answer, Expected];
/** What the pages send is what the API takes. */
type Sends<Body extends Taken, Taken> = [Body, Taken];

export type Answers = [
  Reads<Theirs["Board"], ours.BoardAnswer>,
  Reads<Theirs["BoardRows"], ours.RowsAnswer>,
  Reads<Theirs["Standing"], ours.StandingAnswer>,
  Reads<Theirs["CaseView"], ours.CaseAnswer>,
  Reads<Theirs["DutyView"], ours.Duty>,
  Reads<Theirs["MyDuty"], ours.MyDuty>,
  Reads<Theirs["MyDevice"], ours.MyDevice>,
  Reads<Theirs["SelfTestAnswer"], ours.SelfTestAnswer>,
  Reads<Theirs["SessionRow"], ours.SessionRow>,
  Reads<Theirs["SignedIn"], ours.SessionAnswer>,
  Reads<Theirs["SosRaised"], ours.SosAnswer>,
  Reads<Theirs["SocketTicket"], ours.Ticket>,
  Reads<Theirs["ShiftView"], ours.Shift>,
  Reads<Theirs["ProblemDocument"], ours.Problem>,
  Reads<Theirs["GuardDispatchView"], dispatch.Turnout>,
  Reads<Theirs["DispatchList"], dispatch.DispatchList>,
  Reads<Theirs["LiftList"], lifts.LiftList>,
  Reads<Theirs["CandidateList"], dispatch.CandidateList>,
  Reads<Theirs["PhotoView"], dispatch.Photo>,
  Reads<Theirs["MissionView"], missions.Mission>,
  Reads<Theirs["MyMission"], missions.MyMission>,
  Reads<Theirs["PlaceKindChoice"], missions.PlaceKind>,
  Reads<Theirs["Template"], missions.MissionTemplate>,
];

export type Bodies = [
  Sends<ours.OnDutyBody, Theirs["GoOnDuty"]>,
  Sends<ours.CheckInBody, Theirs["CheckIn"]>,
  Sends<ours.OffDutyBody, Theirs["OffDuty"]>,
  Sends<ours.Findings, Theirs["Findings"]>,
  Sends<ours.DyingBody, Theirs["PhoneDying"]>,
  Sends<missions.RegisterMissionBody, Theirs["RegisterMission"]>,
];
