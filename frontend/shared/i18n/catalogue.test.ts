import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

type Texts = { [key: string]: unknown };

/** Every text by its path; a function stands for the text that it makes of what it is given. */
function leaves(texts: Texts, path = ""): Map<string, unknown> {
  const all = new Map<string, unknown>();
  for (const [key, value] of Object.entries(texts)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object" && value !== null) for (const [k, v] of leaves(value as Texts, here)) all.set(k, v);
    else all.set(here, value);
  }
  return all;
}

const HERE = import.meta.dirname;

/** Every catalogue there is, in both languages. A module exports its catalogue under its own name. */
const catalogues = await Promise.all(
  readdirSync(join(HERE, "nb")).map(async (file): Promise<[string, Texts, Texts]> => {
    const name = file.replace(/\.ts$/, "");
    const [nb, en] = await Promise.all([import(`./nb/${name}.ts`), import(`./en/${name}.ts`)]);
    return [name, nb[name], en[name]];
  }),
);

describe.each(catalogues)("the catalogue %s", (_name, nb, en) => {
  it("says the same things in both languages", () => {
    expect([...leaves(en).keys()].sort()).toEqual([...leaves(nb).keys()].sort());
  });

  it("says something everywhere, and takes the same in both languages", () => {
    const english = leaves(en);
    const mayBeEmpty = new Set(["weights.calm"]);
    for (const [path, text] of leaves(nb)) {
      const other = english.get(path);
      expect(typeof other, path).toBe(typeof text);
      if (typeof text === "string" && !mayBeEmpty.has(path))
        expect([text.trim(), String(other).trim()], path).not.toContain("");
    }
  });

  it("has no dash or space in a text that a keyboard does not have", () => {
    for (const [path, text] of [...leaves(nb), ...leaves(en)])
      expect(String(text), path).not.toMatch(/[\u00a0\u2013\u2014]/);
  });
});

const ROOT = join(import.meta.dirname, "../..");

function components(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "dist" ? [] : components(path);
    return entry.name.endsWith(".tsx") ? [path] : [];
  });
}

describe("the components", () => {
  it.each(components(ROOT).map((path) => relative(ROOT, path)))("%s says nothing of its own", (path) => {
    const source = readFileSync(join(ROOT, path), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    // Words between tags, and words in the attributes that are shown or read out.
    const between = [
      ...source.matchAll(/(?:<\/?[a-z][^<>{}=]*>|\/>)\s*([A-ZÆØÅa-zæøå][^<>{}=;()]*[a-zæøå]{2}[^<>{}=;()]*)</g),
    ];
    const attributes = [
      ...source.matchAll(/\b(?:aria-label|placeholder|title|alt|label)="([^"]*[A-Za-zÆØÅæøå]{2}[^"]*)"/g),
    ];
    expect([...between, ...attributes].map((found) => found[1]?.trim())).toEqual([]);
  });
});
