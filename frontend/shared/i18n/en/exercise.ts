import type { exercise as nb } from "../nb/exercise";

export const exercise: typeof nb = {
  open: "open the exercise",
  link: "Exercise: play a night",
  what: "An installation of its own. Nothing from there reaches anybody.",
};
