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
  groups: {
    case: "The case",
    queue: "The queue",
    watched: "Those watched",
    desk: "The desk",
    page: "The page",
  },
};
