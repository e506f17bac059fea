import { later } from "./later";

// The screens that are not needed in the first instant, each fetched apart.

export const Choose = later(async () => (await import("./more/Choose")).Choose);
export const Dying = later(async () => (await import("./more/Dying")).Dying);
export const Install = later(async () => (await import("./more/Install")).Install);
export const InstructionPage = later(async () => (await import("./more/InstructionPage")).InstructionPage);
export const Missions = later(async () => (await import("./mission/Missions")).Missions);
export const More = later(async () => (await import("./more/More")).More);
export const OffDuty = later(async () => (await import("./more/OffDuty")).OffDuty);
export const Options = later(async () => (await import("./more/Options")).Options);
export const Turnout = later(async () => (await import("./turnout/Turnout")).Turnout);
export const SignIn = later(async () => (await import("./more/SignIn")).SignIn);
export const Start = later(async () => (await import("./more/Start")).Start);
