// Finding things by what somebody types: parts of words, in any order, with or without accents and spaces in numbers.

/** As it is compared: small letters, no accents but the letters å, æ and ø, numbers without spaces. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("å", "\u0001")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("\u0001", "å")
    .replaceAll(/(?<=\d) (?=\d)/g, "");
}

/** How well a text answers: 0 not at all, more for words that begin as was typed. */
export function score(query: string, text: string): number {
  const [typed, words] = [folded(query).split(/\s+/).filter(Boolean), folded(text)];
  if (typed.length === 0) return 1;
  let sum = 0;
  for (const part of typed) {
    const at = words.indexOf(part);
    if (at < 0) return 0;
    sum += at === 0 ? 3 : startsWord(words, part) ? 2 : 1;
  }
  return sum;
}

function startsWord(words: string, part: string): boolean {
  for (let at = words.indexOf(part); at >= 0; at = words.indexOf(part, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(words[at - 1] as string)) return true;
  }
  return false;
}

/** The best of many, the best first, in their own order where they are alike. */
export function best<T>(query: string, things: Iterable<T>, textOf: (thing: T) => string, most: number): T[] {
  const found: { thing: T; points: number }[] = [];
  for (const thing of things) {
    const points = score(query, textOf(thing));
    if (points > 0) found.push({ thing, points });
  }
  return found
    .sort((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ thing }) => thing);
}
