import type { deskPanels as nb } from "../nb/deskPanels";
import { categories } from "./categories";

const minutes = (count: number): string => {
  if (count < 60) return `${count} minutes`;
  return count === 60 ? "1 hour" : `${count / 60} hours`;
};

export const deskPanels: typeof nb = {
  title: "Panels: tests and signals",
  ofSite: "Panels at the site",
  now: "On test now",
  none: "No panels are on test.",
  ends: (time) => `until ${time}`,
  signals: (count) => (count === 1 ? "1 signal" : `${count} signals`),
  open: (count) => `${count} open`,
  followed: (name) => `${name} follows the test`,
  site: "Site",
  chooseSite: "Choose a site to see its panels",
  noPanels: "The site has no panels in the register.",
  all: "All sites",
  account: "Account",
  heard: "Last heard",
  never: "never",
  silent: "The panel is silent, and has a case",
  armed: "Armed",
  partition: (number, name) => [`Partition ${number}`, name].filter(Boolean).join(" "),
  states: { armed: "yes", disarmed: "no", unknown: "not told" },
  active: "Not restored",
  operation: "How it is operated",
  technician: "Technician",
  test: {
    on: "On test",
    zones: (zones) => `Only zone ${zones.join(", ")}`,
    whole: "The whole panel",
    begin: "Put on test",
    extend: "Change the test",
    end: "End the test",
    ended: "The test has ended. What was not restored is a case.",
    warning: "Alarms from here go to nobody while the test lasts.",
    tried: (tried, all) => `${tried} of ${all} zones tried`,
    until: "Ends",
    length: "For how long",
    lengths: { "30": minutes(30), "60": minutes(60), "120": minutes(120), "240": minutes(240), "480": minutes(480) },
    which: "Zones",
    whichHint: "None chosen: the whole panel.",
    who: "Who asks for the test",
    centre: "The centre itself",
    why: "Why",
    whyWanted: "Write why the panel is put on test.",
  },
  link: {
    send: "Send the fitter a link",
    name: "The fitter's name",
    phone: "Mobile number",
    wanted: "Write name and mobile number.",
    sent: (to) => `The link was sent to ${to}. It works until an hour after the test.`,
  },
  hand: {
    enter: "Enter a signal",
    about:
      "For a caller: somebody in the lift, a neighbour, one who sees smoke. It is treated as if the panel had told it.",
    what: "What it is about",
    zone: "Zone",
    noZone: "No zone in particular",
    over: "It is over",
    text: "What was said",
    textWanted: "Write what was said.",
    verdicts: {
      test: "The panel is on test: the signal is kept, and alarms nobody.",
      logged: "The signal is kept. The customer wants no case of it.",
      repeat: "The signal was kept before.",
    },
  },
  categories: {
    ...categories,
    unknown: "Unknown code",
    unreadable: "Unreadable",
    forged: "Possibly false",
    opened: "Opened out of hours",
    not_armed: "Not armed",
  },
};
