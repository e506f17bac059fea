import { later } from "../later";

// The screens of missions, fetched apart from those that everybody needs.

export const Change = later(async () => (await import("./Change")).Change);
export const EndMission = later(async () => (await import("./EndMission")).EndMission);
export const Register = later(async () => (await import("./Register")).Register);
export const Starting = later(async () => (await import("./Starting")).Starting);
