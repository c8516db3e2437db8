// Builds the interface into `dist`, which the shell embeds, and runs its tests.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The files of the first picture are asked for with the page, not when the first of them has been read. */
const ahead: Plugin = {
  name: "first-picture-ahead",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
      const desk = chunks.find((chunk) => chunk.name === "Desk");
      const files = desk ? [desk.fileName, ...desk.imports] : [];
      return files
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
          injectTo: "head",
        }));
    },
  },
};

export default defineConfig({
  plugins: [svelte(), ahead],
  clearScreen: false,
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    // The loopback host of the browser tests, when the pages are served by `npm run dev`.
    proxy: Object.fromEntries(
      ["/call", "/raw", "/watch", "/photo"].map((path) => [
        path,
        process.env["COPYDESK_HOST"] ?? "http://127.0.0.1:5174",
      ]),
    ),
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "safari16",
    // The content policy has no `data:` for fonts and styles: every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // One sheet: it is small, and none of its rules may come before or after another by what was opened first.
    cssCodeSplit: false,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "eslint/**/*.test.js"],
    setupFiles: ["src/editor/fixture/seed.ts", "src/l10n/fixture/read.ts"],
    // A property run under load on two cores is slow, not hung.
    testTimeout: 120_000,
  },
});
