import { many } from "../many";
import type { adminTransfer as nb } from "../nb/adminTransfer";

/** The words of import and export. */
export const adminTransfer: typeof nb = {
  what: "What",
  in: "Import",
  out: "Export",
  file: "Choose a CSV file",
  hint: "UTF-8 or CP1252, one line of headings, at most 1000 lines. Nothing is changed until you confirm.",
  chosen: (name) => `Chosen: ${name}`,
  unreadable: "The file cannot be read. Choose it again.",
  working: "Working …",
  bad: (lines, kept) =>
    kept
      ? `${many(lines, "line", "lines")} stopped the rest. ${kept} before them are kept. Correct them and send the file again.`
      : `${many(lines, "line", "lines")} must be corrected. Nothing was changed.`,
  badLines: "Lines to be corrected",
  line: "Line",
  field: "Field",
  remedy: "What is wrong",
  wholeLine: "the whole line",
  wholeFile: "the file",
  good: (created, changed, unchanged) =>
    `The file is in order: ${created} new, ${changed} to be changed, ${unchanged} unchanged.`,
  preview: (count) => `See the first ${count} lines`,
  outcome: "Becomes",
  outcomes: { created: "new", changed: "changed", unchanged: "unchanged" },
  nothing: "Nothing to change",
  keep: (count) => `Import ${many(count, "line", "lines")}`,
  done: (created, changed, unchanged) => `Imported: ${created} new, ${changed} changed, ${unchanged} unchanged.`,
  encoding: "Encoding",
  encodings: { "utf-8": "UTF-8", cp1252: "CP1252 (older spreadsheets)" },
  fetch: "Download CSV",
  exported: (count) => `${many(count, "line", "lines")} downloaded.`,
};
