/** A number as people write it, as E.164; null if it cannot be one. Eight digits are Norwegian. */
export function e164(text: string): string | null {
  const plain = text.replace(/[\s().-]/g, "").replace(/^00/, "+");
  if (/^[2-9]\d{7}$/.test(plain)) return `+47${plain}`;
  return /^\+[1-9]\d{6,14}$/.test(plain) ? plain : null;
}

/** Grouped to be read aloud: +47 412 34 567 for a mobile telephone, +47 22 00 00 00 for one on a wall. */
export function grouped(phone: string): string {
  const norwegian = /^\+47(?:([489]\d\d)(\d\d)(\d{3})|([2-9]\d)(\d\d)(\d\d)(\d\d))$/.exec(phone);
  if (norwegian) return ["+47", ...norwegian.slice(1).filter(Boolean)].join(" ");
  return phone.replace(/(\d{2,3})(?=(\d{3})+$)/g, "$1 ");
}
