import type { Frame } from "../nb/frame";

export const frame: Frame = {
  place: "Place",
  groups: {
    case: "The case",
    queue: "The queue",
    watched: "Those watched",
    desk: "The desk",
    page: "The page",
  },
};
