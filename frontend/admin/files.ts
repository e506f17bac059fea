// Files on the way out: what a spreadsheet opens, and how the browser is given it.

/** A table as Norwegian spreadsheets read it: semicolons, UTF-8 with its mark, and no cell that is taken for a formula. */
export function csv(rows: string[][]): string {
  const cell = (text: string) => {
    const guarded = /^[=+\-@']/.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

/** The bytes behind a text in base 64. */
export function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Gives the browser a file to keep. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
