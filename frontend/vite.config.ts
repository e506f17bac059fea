import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { firstInstant } from "./tools/chunks.ts";
import { shell } from "./tools/shell.ts";

const here = import.meta.dirname;

// The field app at /, the desk at /desk/, the administrators' page at /admin/, a fitter's view of a test at /fitter/, the
// house style at /style/. The first two have a service worker each, so that they open without the centre.
export default defineConfig({
  root: here,
  cacheDir: resolve(here, "../node_modules/.vite"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [
    shell({ page: "index.html", worker: "sw.js", budgetKiB: 30 }),
    shell({ page: "desk/index.html", worker: "desk-sw.js", budgetKiB: 160 }),
  ],
  build: {
    outDir: resolve(here, "dist"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // The page's own files are asked for together; what comes later is kept by the service worker, and needs no list.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? files : []),
    },
    reportCompressedSize: false,
    rollupOptions: {
      input: {
        field: resolve(here, "index.html"),
        desk: resolve(here, "desk/index.html"),
        admin: resolve(here, "admin/index.html"),
        fitter: resolve(here, "fitter/index.html"),
        styleDesk: resolve(here, "style/index.html"),
        stylePhone: resolve(here, "style/phone.html"),
        sw: resolve(here, "sw.ts"),
        "desk-sw": resolve(here, "desk-sw.ts"),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name.endsWith("sw") ? `${chunk.name}.js` : "assets/[name]-[hash].js"),
        codeSplitting: {
          groups: [
            {
              name: firstInstant(resolve(here, "field/main.tsx"), [
                resolve(here, "desk/main.tsx"),
                resolve(here, "admin/main.tsx"),
                resolve(here, "fitter/main.tsx"),
                resolve(here, "style/desk.tsx"),
                resolve(here, "style/phone.tsx"),
              ]),
            },
          ],
        },
      },
    },
  },
  test: { environment: "happy-dom", include: ["**/*.test.{ts,tsx}"], passWithNoTests: false },
});
