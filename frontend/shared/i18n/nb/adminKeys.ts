/** Keys to customers' sites: the tag says nothing, and only the register knows what it opens. */
export const adminKeys = {
  page: "Nøkler",
  kind: {
    one: "Nøkkel",
    many: "Nøkler",
    add: "Ny nøkkel",
    none: "Ingen nøkler ennå. Opprett den første, eller importer en fil.",
  },
  keeping: "Hvor den henger",
  fields: { tag: "Merke", cabinet: "Skap", hook: "Krok", note: "Merknad" },
  hints: {
    tag: "Som N-0147. Merket skal ikke si noe om kunde eller adresse: en funnet nøkkel skal ikke kunne brukes.",
  },
  columns: { whereabouts: "Status", hangs: "Skap og krok" },
  whereabouts: { in: "På plass", out: "Ute", lost: "Mistet" },
};
