import type { adminPlaces as nb } from "../nb/adminPlaces";

export const adminPlaces: typeof nb = {
  page: "Kinds of places",
  kind: {
    one: "Kind of place",
    many: "Kinds of places",
    add: "New kind of place",
    none: "No kinds of your own. The system's hold.",
  },
  calls: "When the centre calls",
  fields: {
    terrain: "Terrain",
    longest_interval_s: "Longest time without contact",
    call_again_s: "Calls again within",
    call_tries: "So many calls without an answer are a silence",
    script: "What the operator says and asks",
  },
  hints: {
    script: "If it is empty, the operator asks the usual: if all is well, where they are, and when you speak next.",
    longest_interval_s: "Nobody can agree on a longer time than this.",
    terrain: "The customer's own holds instead of the system's for the same terrain.",
  },
  columns: { terrain: "Terrain" },
  terrains: {
    mountain: "mountain",
    forest: "forest and field",
    sea: "sea and coast",
    glacier: "glacier",
    avalanche: "avalanche terrain",
    mast: "roof and mast",
    tunnel: "tunnel and cavern",
    river: "river and lake",
    other: "other",
  },
  defaults: {
    heading: "The system's kinds of places",
    text: "Hold where the customer has none of its own for the terrain. They cannot be changed, but serve as a model.",
    make: (terrain) => `New one for ${terrain}`,
  },
};
