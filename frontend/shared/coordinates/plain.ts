const LOOKALIKES: Record<string, string> = { "\u2212": "-", "\u00ba": "°", "\u02da": "°" };

/** Lower case, one form for each letter (Å is also written A and a ring), nothing invisible, single spaces. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\u2212\u00ba\u02da]/g, (char) => LOOKALIKES[char] ?? char)
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ");
}
