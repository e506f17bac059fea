import type { Command } from "../commands";
import { opened } from "../windows";
import { l } from "./texts";

/** What the lifelines offer whatever is open. */
export const lifelineCommands = (): Command[] => [
  {
    id: "desk.halfHour",
    key: "V",
    group: "desk",
    title: () => l.value.halfHour.title,
    run: () => {
      opened.value = { window: "lifeline", what: { kind: "half_hour" } };
    },
  },
  {
    id: "desk.copy",
    group: "desk",
    title: () => l.value.copy.title,
    run: () => {
      opened.value = { window: "lifeline", what: { kind: "copy" } };
    },
  },
];
