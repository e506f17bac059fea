import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

export interface ShellOptions {
  /** The page whose files the service worker keeps. */
  page: string;
  /** The worker's file in the build. */
  worker: string;
  /** What the page's own JavaScript may weigh, gzipped. The build fails above it. */
  budgetKiB: number;
}

/** Tells the service worker which files the page needs, prints what they weigh, and fails a build that is too heavy. */
export function shell({ page, worker, budgetKiB }: ShellOptions): Plugin {
  let publicFolder = "";
  return {
    name: "shell",
    apply: "build",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const chunks = Object.values(bundle);
        const first = reached(bundle, entryOf(bundle, page), false);
        const all = reached(bundle, entryOf(bundle, page), true);
        const weight = first
          .filter((name) => name.endsWith(".js"))
          .reduce((sum, name) => sum + gzipped(bundle, name), 0);
        for (const name of all) this.info(`${kib(gzipped(bundle, name)).padStart(6)} KiB  ${name}`);
        this.info(`${kib(weight).padStart(6)} KiB  first load of ${page}, gzip (budget ${budgetKiB} KiB)`);
        if (weight > budgetKiB * 1024)
          this.error(`${page} loads ${kib(weight)} KiB of JavaScript; the budget is ${budgetKiB}.`);
        const found = chunks.find((chunk) => chunk.fileName === worker);
        if (found?.type !== "chunk") return this.error(`the build made no ${worker}`);
        const files = [...all, ...readdirSync(publicFolder)].map((name) => `/${name}`);
        const content = [
          ...all.map((name) => source(bundle, name)),
          ...readdirSync(publicFolder).map((name) => readFileSync(join(publicFolder, name))),
        ];
        const hash = createHash("sha256");
        for (const one of content) hash.update(one);
        const html = chunks.find((chunk) => chunk.fileName === page);
        if (html?.type === "asset") hash.update(html.source);
        const build = hash.digest("hex").slice(0, 12);
        found.code = found.code.replaceAll("__SHELL__", JSON.stringify({ build, files }));
      },
    },
  };
}

function entryOf(bundle: Rollup.OutputBundle, page: string): Rollup.OutputChunk {
  const entry = Object.values(bundle).find(
    (one) => one.type === "chunk" && one.facadeModuleId?.endsWith(`/frontend/${page}`),
  );
  if (entry?.type !== "chunk") throw new Error(`${page} has no entry in the build`);
  return entry;
}

/** The files that a chunk needs: what it imports, with styles; and on wish what it may load later. */
function reached(bundle: Rollup.OutputBundle, from: Rollup.OutputChunk, later: boolean): string[] {
  const found = new Set<string>();
  const visit = (chunk: Rollup.OutputChunk) => {
    if (found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    for (const name of [...chunk.imports, ...(later ? chunk.dynamicImports : [])]) {
      const next = bundle[name];
      if (next?.type === "chunk") visit(next);
    }
  };
  visit(from);
  return [...found];
}

function source(bundle: Rollup.OutputBundle, name: string): string | Uint8Array {
  const file = bundle[name];
  if (!file) throw new Error(`${name} is not in the build`);
  return file.type === "chunk" ? file.code : file.source;
}

const gzipped = (bundle: Rollup.OutputBundle, name: string): number => gzipSync(source(bundle, name)).length;

const kib = (bytes: number): string => (bytes / 1024).toFixed(1);
