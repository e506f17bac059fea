export const map = {
  loading: "Henter kartet …",
  failed: "Får ikke hentet kartet. Bruk koordinatene.",
  noPictures: "Kartbildene kommer ikke. Merkene og målestokken stemmer.",
  zoomIn: "Nærmere",
  zoomOut: "Lenger unna",
  crowd: (count: number, word: string) => `${count} her${word ? `, minst én: ${word}` : ""}. Trykk for å se dem.`,
  weights: { calm: "", info: "å vite", soon: "snart", now: "nå" },
};

export type MapWords = typeof map;
