import { many } from "../many";
import type { adminCentre as nb } from "../nb/adminCentre";

export const adminCentre: typeof nb = {
  pages: { municipalities: "Emergency numbers", absence: "Unmanned" },
  municipalities: {
    one: "Municipality",
    many: "Emergency numbers by municipality",
    add: "New municipality",
    none: "No municipalities yet. Without them the card shows 110, 112 and 113 only, which reach the centre's own district.",
  },
  fields: {
    fire_centre: "Name of the 110 centre",
    police_centre: "Name of the operations centre",
    medical_centre: "Name of the AMK centre",
  },
  hints: {
    fire_phone: "For emergencies reported by another centre, not 110.",
    medical_phone: "For emergencies reported by another centre, not 113.",
  },
  columns: { fire_phone: "110", police_phone: "112", medical_phone: "113" },
  emergency: "The emergency centres, direct",
  absence: {
    heading: "When nobody is at the centre",
    what: (after) =>
      `When nobody has shown himself at the desk for ${after}, cases go out from here until somebody has them. These are told, in this order:`,
    again: (after) => `Whoever has taken it out there has ${after} to come in. Then everybody is told again.`,
    groups: { operators: "The operators", duty_manager: "The duty managers", partner: "The partner centre" },
    channels: { board: "the desk", sms: "SMS", call: "a call" },
    how: (channels, every) => (every ? `${channels}, again every ${every}` : `${channels}, once`),
    people: (count) => many(count, "person", "people"),
    notCalled: "is not called until the number is put right",
    none: {
      operators: "Nobody is an operator.",
      duty_manager: "Nobody is a duty manager. Give somebody that role.",
      partner: "No partner centre. Without one the duty managers have the cases alone.",
    },
    nobody: "Nobody outside the centre can be reached. If the desk is empty, cases stay where they are.",
    addPartner: "New partner centre",
    toPeople: "To the people",
    partnerHint: "The partner centre is a contact of the company itself, without a site. The lowest order comes first.",
  },
};
