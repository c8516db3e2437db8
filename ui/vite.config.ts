// Builds the interface into `dist`, which the shell embeds, and runs its tests.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
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
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "eslint/**/*.test.js"],
    setupFiles: ["src/editor/fixture/seed.ts"],
    // A property run under load on two cores is slow, not hung.
    testTimeout: 120_000,
  },
});
