import type { Frame } from "../nb/frame";

export const frame: Frame = {
  place: "Place",
  toWatched: "to those watched",
  company: { alone: "alone", together: "together", mission: "mission" },
  calls: {
    heading: "Agreed calls",
    count: (count) => (count === 1 ? "1 call" : `${count} calls`),
    go: "to the agreed calls",
    due: (time) => `call at ${time}`,
    dialled: (time) => `dialled ${time}`,
  },
  roles: {
    guard: "guard",
    field_worker: "field worker",
    operator: "operator",
    duty_manager: "duty manager",
    customer_administrator: "customer's administrator",
    system_administrator: "system administrator",
  },
  palette: {
    all: "Find and do",
    search: "Search",
    open: "find and do anything",
    openSearch: "search for people, sites, customers and cases",
    allHint: "Type what you want to do, or whom you look for",
    searchHint: "Name, number, site, customer or case",
    found: "Found",
    nothing: (query) => (query.trim() ? `Nothing found for "${query.trim()}".` : ""),
    groups: {
      commands: "Do",
      cases: "Cases",
      watched: "Being watched",
      people: "People",
      sites: "Sites",
      customers: "Customers",
    },
  },
  sound: {
    heading: "Sound",
    desks: { alarm: "Alarm reception", mediation: "Mediation" },
    percent: (percent) => `${percent} %`,
    voices: { info: "Can wait", soon: "Soon", now: "Now" },
    test: (voice, desk) => `Try the sound "${voice}" for ${desk}`,
  },
  groups: {
    case: "The case",
    queue: "The queue",
    watched: "Those watched",
    desk: "The desk",
    page: "The page",
  },
};
