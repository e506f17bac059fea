/** So many of something, in words: 1 linje, 3 linjer. */
export const many = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${more}`;
