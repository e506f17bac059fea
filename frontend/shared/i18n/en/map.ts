import type { MapWords } from "../nb/map";

export const map: MapWords = {
  loading: "Fetching the map …",
  failed: "The map cannot be fetched. Use the coordinates.",
  noPictures: "The map's pictures do not come. Marks and scale are right.",
  zoomIn: "Nearer",
  zoomOut: "Further off",
  crowd: (count: number, word: string) => `${count} here${word ? `, at least one: ${word}` : ""}. Press to see them.`,
  weights: { calm: "", info: "to know", soon: "soon", now: "now" },
};
