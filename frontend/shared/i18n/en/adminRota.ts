import { many } from "../many";
import type { adminRota as nb } from "../nb/adminRota";
import { common } from "./common";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The rota's words. */
export const adminRota: typeof nb = {
  week: (number) => `Week ${number}`,
  weeks: "Weeks",
  span: (first, last, year) => `${first} to ${last} ${year}`,
  before: "Previous week",
  now: "This week",
  after: "Next week",
  rows: "Rows",
  views: { assignments: "Assignments", guards: "Guards" },
  narrow: "Show only rows with",
  add: "New shift",
  addFor: (name) => `New shift: ${name}`,
  copy: "Copy the week",
  empty: {
    assignments: "No assignments yet. Create one first.",
    guards: "No guards yet. Create a person with the role guard.",
  },
  nothing: "No shifts this week. Drag in a row, or copy another week here.",
  noShift: "No shifts",
  crowded: "There are more rows than those shown. Everybody with a shift this week is among them.",
  weekday: (date) => {
    const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
    return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} ${common.date(day, month)}`;
  },
  fromTo: (from, until) => `${from} to ${until}`,
  keys: "Drag to move, drag an edge to stretch, drag in an empty row for a new shift. By finger: hold the shift until it is lifted, then drag. By keyboard: Space lifts the shift, arrows move it, Page Up and Page Down move it by a day, Shift and arrows stretch it, Space drops it, Esc undoes, Enter opens, Delete cancels the shift.",
  lifted: "Lifted. Arrows move it, Shift and arrows stretch it, Space drops it, Escape undoes.",
  put: (where) => `Dropped: ${where}`,
  letGo: (where) => `Undone: ${where}`,
  cannot: {
    met: "The shift was met and cannot be moved.",
    missed: "The shift became a case and cannot be moved. Resolve the case.",
  },
  states: { planned: "planned", reminded: "reminded", missed: "missed", met: "met" },
  deleted: "deleted",
  conflicts: {
    guard: "The guard is not active or no longer a guard. Choose another.",
    double: (other) => `Double booked with ${other}`,
    rest: (hours, other) => `Only ${hours} h of rest until ${other}. The law says 11 hours`,
    count: (hard, soft) =>
      [hard ? many(hard, "conflict", "conflicts") : "", soft ? `${soft} with too little rest` : ""]
        .filter(Boolean)
        .join(", "),
  },
  change: "Change the shift",
  who: "Guard",
  where: "Assignment",
  start: "From",
  end: "Until",
  day: "Day",
  time: "Time",
  whoMissing: "Choose a guard.",
  whereMissing: "Choose an assignment.",
  timeMissing: "Write day and time.",
  plan: "Plan",
  planned: "The shift is planned.",
  moved: "The shift is moved.",
  cancelled: "The shift is cancelled.",
  cancelShift: "Cancel the shift",
  cancelSure: "Yes, cancel the shift",
  stale: "Somebody else changed the shift meanwhile. It is shown as it is now; try again.",
  copyFrom: (week, count) => `Copy week ${week}: ${many(count, "shift", "shifts")}`,
  copyTo: "To",
  copyText: "Same day and time. Shifts that are there already are passed over.",
  copyDo: (week) => `Copy to week ${week}`,
  copied: (planned, there) => `${many(planned, "shift", "shifts")} planned, ${there} were there already.`,
  notCopied: (count) => `${many(count, "shift", "shifts")} could not be copied:`,
};
