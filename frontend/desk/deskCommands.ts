import type { Command } from "./commands";
import { exerciseCommands } from "./exercise";
import { frame } from "./frame";
import { lifelineCommands } from "./lifelines/lifelineCommands";
import { w } from "./missions/words";
import { w as panels } from "./panels/words";
import { w as response } from "./response/words";
import { w as shiftwork } from "./shiftwork/words";
import { w as siteKeys } from "./siteKeys/words";
import { t } from "./texts";
import { type Opened, opened } from "./windows";

const window = (what: Opened) => () => {
  opened.value = what;
};

export const PALETTE_KEY = "Ctrl K";

/** What can be done at the desk whatever is open. */
export const deskCommands = (): Command[] => [
  {
    id: "desk.newCase",
    key: "C",
    group: "desk",
    title: () => t.value.header.newCase,
    run: window({ window: "new_case" }),
  },
  {
    id: "desk.onDuty",
    group: "desk",
    title: () => t.value.header.onDuty,
    run: window({ window: "on_duty", shift: null }),
  },
  {
    id: "desk.registerMission",
    key: "M",
    group: "desk",
    title: () => w.value.register,
    run: window({ window: "mission", what: { doing: "register" } }),
  },
  { id: "desk.code", group: "desk", title: () => t.value.header.code, run: window({ window: "code" }) },
  {
    id: "desk.panels",
    group: "desk",
    title: () => panels.value.title,
    run: window({ window: "panels" }),
  },
  {
    id: "desk.siteKeys",
    group: "desk",
    title: () => siteKeys.value.title,
    run: window({ window: "site_keys" }),
  },
  {
    id: "desk.response",
    group: "desk",
    title: () => response.value.title,
    run: window({ window: "response" }),
  },
  ...lifelineCommands(),
  ...exerciseCommands(),
  {
    id: "page.palette",
    key: PALETTE_KEY,
    group: "page",
    title: () => frame.value.palette.open,
    run: window({ window: "palette", commands: true }),
  },
  {
    id: "page.search",
    key: "/",
    group: "page",
    title: () => frame.value.palette.openSearch,
    run: window({ window: "palette", commands: false }),
  },
  { id: "desk.leave", group: "desk", title: () => shiftwork.value.shift.leave, run: window({ window: "leave" }) },
  { id: "page.options", group: "page", title: () => t.value.header.menu, run: window({ window: "options" }) },
  { id: "page.keys", key: "?", group: "page", title: () => t.value.keys.help, run: window({ window: "keys" }) },
];
