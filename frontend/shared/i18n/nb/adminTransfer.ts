import { many } from "../many";

/** The words of import and export. */
export const adminTransfer = {
  what: "Hva",
  in: "Importer",
  out: "Eksporter",
  file: "Velg CSV-fil",
  hint: "UTF-8 eller CP1252, én linje overskrifter, høyst 1000 linjer. Ingenting endres før du bekrefter.",
  chosen: (name: string) => `Valgt: ${name}`,
  unreadable: "Filen kan ikke leses. Velg den på nytt.",
  working: "Arbeider …",
  bad: (lines: number, kept: number) =>
    kept
      ? `${many(lines, "linje", "linjer")} stanset resten. ${kept} før dem er lagret. Rett dem og send filen på nytt.`
      : `${many(lines, "linje", "linjer")} må rettes. Ingenting er endret.`,
  badLines: "Linjer som må rettes",
  line: "Linje",
  field: "Felt",
  remedy: "Hva som er galt",
  wholeLine: "hele linjen",
  wholeFile: "filen",
  good: (created: number, changed: number, unchanged: number) =>
    `Filen er i orden: ${created} nye, ${changed} endres, ${unchanged} uendret.`,
  preview: (count: number) => `Se de første ${count} linjene`,
  outcome: "Blir",
  outcomes: { created: "ny", changed: "endres", unchanged: "uendret" },
  nothing: "Ingenting å endre",
  keep: (count: number) => `Importer ${many(count, "linje", "linjer")}`,
  done: (created: number, changed: number, unchanged: number) =>
    `Importert: ${created} nye, ${changed} endret, ${unchanged} uendret.`,
  encoding: "Tegnsett",
  encodings: { "utf-8": "UTF-8", cp1252: "CP1252 (eldre regneark)" },
  fetch: "Last ned CSV",
  exported: (count: number) => `${many(count, "linje", "linjer")} lastet ned.`,
};
