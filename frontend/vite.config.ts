import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

// Two pages: the field app at / and the desk at /desk/.
export default defineConfig({
  root: here,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(here, "dist"),
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: true,
    rollupOptions: {
      input: { field: resolve(here, "index.html"), desk: resolve(here, "desk/index.html") },
    },
  },
  test: { environment: "happy-dom", include: ["**/*.test.{ts,tsx}"], passWithNoTests: false },
});
