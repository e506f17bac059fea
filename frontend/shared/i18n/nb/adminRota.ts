import { many } from "../many";
import { common } from "./common";

const WEEKDAYS = ["søn.", "man.", "tirs.", "ons.", "tors.", "fre.", "lør."];

/** The rota's words. */
export const adminRota = {
  week: (number: number) => `Uke ${number}`,
  weeks: "Uker",
  span: (first: string, last: string, year: string) => `${first} til ${last} ${year}`,
  before: "Forrige uke",
  now: "Denne uken",
  after: "Neste uke",
  rows: "Rader",
  views: { assignments: "Oppdrag", guards: "Vektere" },
  narrow: "Vis bare rader med",
  add: "Ny vakt",
  addFor: (name: string) => `Ny vakt: ${name}`,
  copy: "Kopier uken",
  empty: {
    assignments: "Ingen oppdrag ennå. Opprett et oppdrag først.",
    guards: "Ingen vektere ennå. Opprett en person med rollen vekter.",
  },
  nothing: "Ingen vakter denne uken. Dra i en rad, eller kopier en annen uke hit.",
  noShift: "Ingen vakter",
  crowded: "Det er flere rader enn de som vises. Alle med vakt denne uken er med.",
  weekday: (date: string) => {
    const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
    return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} ${common.date(day, month)}`;
  },
  fromTo: (from: string, until: string) => `${from} til ${until}`,
  keys: "Dra for å flytte, dra i kanten for å forlenge, dra i en tom rad for en ny vakt. Med finger: hold på vakten til den løftes, og dra. Med tastatur: mellomrom løfter vakten, piler flytter, Page Up og Page Down flytter et døgn, Shift og piler forlenger, mellomrom slipper, Esc angrer, Enter åpner, Delete avlyser.",
  lifted: "Løftet. Piler flytter, Shift og piler forlenger, mellomrom slipper, Escape angrer.",
  put: (where: string) => `Sluppet: ${where}`,
  letGo: (where: string) => `Angret: ${where}`,
  cannot: {
    met: "Vakten er møtt og kan ikke flyttes.",
    missed: "Vakten ble en sak og kan ikke flyttes. Avslutt saken.",
  },
  states: { planned: "planlagt", reminded: "påminnet", missed: "ikke møtt", met: "møtt" },
  deleted: "slettet",
  conflicts: {
    guard: "Vekteren er ikke aktiv eller er ikke lenger vekter. Velg en annen.",
    double: (other: string) => `Dobbeltbooket med ${other}`,
    rest: (hours: string, other: string) => `Bare ${hours} t hvile til ${other}. Loven sier 11 timer`,
    count: (hard: number, soft: number) =>
      [hard ? many(hard, "konflikt", "konflikter") : "", soft ? `${soft} med for kort hvile` : ""]
        .filter(Boolean)
        .join(", "),
  },
  change: "Endre vakt",
  who: "Vekter",
  where: "Oppdrag",
  start: "Fra",
  end: "Til",
  day: "Dag",
  time: "Klokkeslett",
  whoMissing: "Velg en vekter.",
  whereMissing: "Velg et oppdrag.",
  timeMissing: "Skriv dag og klokkeslett.",
  plan: "Planlegg",
  planned: "Vakten er planlagt.",
  moved: "Vakten er flyttet.",
  cancelled: "Vakten er avlyst.",
  cancelShift: "Avlys vakten",
  cancelSure: "Ja, avlys",
  stale: "Noen andre endret vakten imens. Den vises slik den er nå; prøv igjen.",
  copyFrom: (week: number, count: number) => `Kopier uke ${week}: ${many(count, "vakt", "vakter")}`,
  copyTo: "Til",
  copyText: "Samme dag og klokkeslett. Vakter som alt finnes, hoppes over.",
  copyDo: (week: number) => `Kopier til uke ${week}`,
  copied: (planned: number, there: number) => `${many(planned, "vakt", "vakter")} planlagt, ${there} fantes fra før.`,
  notCopied: (count: number) => `${many(count, "vakt", "vakter")} kunne ikke kopieres:`,
};
