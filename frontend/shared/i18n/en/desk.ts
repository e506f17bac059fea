import type { Desk } from "../nb/desk";
import { common } from "./common";
import { deskCase } from "./deskCase";
import { deskEvents } from "./deskEvents";
import { deskForms } from "./deskForms";
import { deskQueue } from "./deskQueue";

const seconds = (count: number): string => (count < 10 ? count.toFixed(1) : String(Math.round(count)));

export const desk: Desk = {
  ...common,
  ...deskQueue,
  ...deskCase,
  ...deskEvents,
  ...deskForms,
  title: "Varde · operations centre",
  centre: "Operations centre",
  header: {
    clock: (age) => `Clock running · ${seconds(age)} s`,
    clockOld: (age) => `Clock silent · ${seconds(age)} s`,
    clockNever: "Clock silent",
    clockUnknown: "Clock unknown",
    live: "Live",
    cutOff: "No contact",
    polling: "Fetching every 5 s",
    newCase: "New case",
    onDuty: "Register on duty",
    code: "Sign-in code",
    sound: "Sound on",
    soundOff: "Sound off",
    soundTest: "Test the sound",
    soundBlocked: "Sound is blocked. Press to turn it on.",
    menu: "Options",
    signOut: "Sign out",
    keys: "Keys",
  },
  warning: {
    stale: (time) => `This page is out of date. Last updated ${time}. Check the network.`,
    clock: (time) =>
      `The clock has given no sign of life since ${time}. Watch the deadlines yourself, and tell the duty manager.`,
    clockNever: "The clock is not running. Watch the deadlines yourself, and tell the duty manager.",
  },
  calm: "All is calm",
  calmSince: (time) => `since ${time}`,
  loadFailed: "Cannot fetch the board.",
  watches: {
    heading: "Watched now",
    count: (count) => (count === 1 ? "1 person, by time left" : `${count} people, by time left`),
    empty: "Nobody is on duty now.",
    alone: "alone",
    together: "together",
    heard: (ago) => `heard ${ago}`,
    due: "to deadline",
    rests: "no deadline",
    open: (name) => `Open ${name}`,
    endOver: "past planned end",
  },
  shifts: {
    heading: "Did not come",
    started: (time, ago) => `was due ${time}, ${ago}`,
    call: "Call",
    register: "Register on duty",
  },
  notDesk: "You have no access to the operators' page.",
  toAdmin: "To the administrators' page",
  keys: {
    heading: "Keys",
    next: "next in the queue",
    previous: "previous in the queue",
    open: "open",
    take: "take the case",
    note: "note",
    call: "call",
    text: "SMS",
    confirm: "confirm that the guard was heard",
    resolve: "resolve",
    release: "give the case back",
    newCase: "new case",
    close: "close, back to the queue",
    help: "this list",
  },
  announce: (what) => `New case: ${what}`,
};
