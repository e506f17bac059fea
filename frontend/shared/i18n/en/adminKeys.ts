import type { adminKeys as nb } from "../nb/adminKeys";

export const adminKeys: typeof nb = {
  page: "Keys",
  kind: {
    one: "Key",
    many: "Keys",
    add: "New key",
    none: "No keys yet. Create the first, or import a file.",
  },
  keeping: "Where it hangs",
  fields: { tag: "Tag", cabinet: "Cabinet", hook: "Hook", note: "Note" },
  hints: { tag: "Like N-0147. The tag must say nothing of customer or address: a key that is found must be useless." },
  columns: { whereabouts: "State", hangs: "Cabinet and hook" },
  whereabouts: { in: "In place", out: "Out", lost: "Lost" },
};
