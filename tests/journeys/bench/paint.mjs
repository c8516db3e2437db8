// Keystroke to paint: our editor on the writing screen, over the real core, against the same 10,000 words in
// bare ProseMirror, in one browser and one run.
//
// A keystroke begins when the browser gets a real key event (sent by the browser's own debugging door, so it
// takes the way of a keyboard's) and ends when the frame that shows its letter is handed on: a message posted
// from an animation frame that was asked for after the text changed arrives once style, layout and paint of
// that frame are done. The screen's clock is off (--disable-frame-rate-limit), or both sides would mostly
// wait for the same 16 ms and hide what they cost. The two take turns, a few keys each, at a quick typist's
// pace: the answers of the core to one letter fall into the next, as they do at a desk.
//
// Prints a row of the table in docs/benchmarks.md, and adds it to the file that COPYDESK_FIGURES names.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

const HERE = import.meta.dirname;
const HOUSE = path.resolve(HERE, "../../..");
const CORE =
  process.env["COPYDESK_HEADLESS"] ??
  path.join(HOUSE, "target/debug/copydesk-headless");
const WORDS = 10_000;
const WORDS_A_PARAGRAPH = 55;
/** Turns of each side, and letters a turn. The first turn warms up. */
const TURNS = 16;
const LETTERS = 25;
const PACE_MS = 90;
/** The bar: ours against the baseline, at the 95th of a hundred. */
const MOST = 1.2;
/** Where the baseline's page is, for the browser only. */
const BARE = "http://bare.invalid";

/** Words of several lengths and scripts, the same in every run. */
function paragraphs() {
  const some =
    "the bridge opens again on Monday after repairs міст знову відкриють у понеділок після ремонту порому".split(
      " ",
    );
  let seed = 7;
  const word = () =>
    some[(seed = (seed * 48_271) % 2_147_483_647) % some.length];
  return Array.from({ length: Math.ceil(WORDS / WORDS_A_PARAGRAPH) }, () =>
    Array.from({ length: WORDS_A_PARAGRAPH }, word).join(" ").concat("."),
  );
}

/** The baseline's page, bundled with the interface's own ProseMirror. */
async function bundle(folder) {
  const ui = createRequire(path.join(HOUSE, "ui/package.json"));
  const { build } = await import(
    path.join(
      path.dirname(ui.resolve("vite/package.json")),
      "dist/node/index.js",
    )
  );
  await build({
    configFile: false,
    root: HERE,
    logLevel: "error",
    resolve: {
      alias: [
        {
          find: /^(prosemirror-[a-z]+)$/,
          replacement: path.join(HOUSE, "ui/node_modules/$1"),
        },
        {
          find: /^(@fontsource-variable\/.*)$/,
          replacement: path.join(HOUSE, "ui/node_modules/$1"),
        },
      ],
    },
    build: {
      outDir: folder,
      rollupOptions: { input: path.join(HERE, "bare.html") },
      modulePreload: { polyfill: false },
    },
  });
}

async function core(folder) {
  const host = spawn(
    CORE,
    [
      "--desk",
      path.join(folder, "desk"),
      "host",
      "--pages",
      path.join(HOUSE, "ui/dist"),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        HOME: folder,
        XDG_DOCUMENTS_DIR: path.join(folder, "documents"),
      },
    },
  );
  const [address] = await once(createInterface({ input: host.stdout }), "line");
  return { host, address: String(address).trim() };
}

async function call(address, name, args) {
  const response = await fetch(`${address}/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer;
}

async function longStory(address, text) {
  const { id } = await call(address, "story_create", {
    slugline: "long",
    language: "uk",
  });
  const { version } = await call(address, "story_open", { story: id });
  const body = { container: "body", delta: [{ insert: text.join("\n") }] };
  await call(address, "story_edit", {
    story: id,
    client: "b".repeat(32),
    seq: 1,
    base_version: version,
    edits: [body],
  });
  return id;
}

/** Puts the measure into a page: every key's begin, and the end of the frame that shows it. */
function measure() {
  window.painted = [];
  window.next = () => new Promise((resolve) => (window.resolve = resolve));
  const channel = new MessageChannel();
  let began = 0;
  channel.port1.onmessage = () => {
    window.painted.push(performance.now() - began);
    window.resolve?.();
  };
  document.addEventListener("keydown", (event) => (began = event.timeStamp), {
    capture: true,
  });
  document.addEventListener(
    "input",
    () => requestAnimationFrame(() => channel.port2.postMessage(null)),
    {
      capture: true,
    },
  );
}

/** One side's turn: letters at a typist's pace, each after the one before is on the screen. */
async function type(page) {
  for (let letter = 0; letter < LETTERS; letter++) {
    await page.evaluate(() => void (window.shown = window.next()));
    const pause = page.waitForTimeout(PACE_MS);
    await page.keyboard.press("e");
    await page.evaluate(() => window.shown);
    await pause;
  }
}

/** So many in a hundred took no longer than this. */
function percentile(times, percent) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}

function rowOf({ ours, bare }) {
  const [mine, theirs] = [ours, bare].map((times) => percentile(times, 95));
  const ratio = mine / theirs;
  const verdict = ratio <= MOST ? "reached" : "MISSED";
  const [middle, bareMiddle] = [ours, bare].map((times) =>
    percentile(times, 50).toFixed(1),
  );
  return `| keystroke to paint, ${WORDS.toLocaleString("en")} words, Chromium, p95 | ${mine.toFixed(1)} ms (p50 ${middle}) | bare ProseMirror ${theirs.toFixed(1)} ms (p50 ${bareMiddle}) | ${ratio.toFixed(2)} times | ≤ ${MOST} times | ${verdict} |`;
}

const text = paragraphs();
const folder = await mkdtemp(path.join(tmpdir(), "copydesk-bench-"));
const { host, address } = await core(folder);
try {
  const pages = path.join(folder, "bare");
  await bundle(pages);
  const story = await longStory(address, text);
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-frame-rate-limit",
      "--disable-gpu-vsync",
    ],
  });
  const open = async (address, there) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: "en-GB",
    });
    await context.route(`${BARE}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ path: path.join(pages, pathname) });
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.goto(address);
    await there(page);
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(measure);
    return page;
  };
  const middle = Math.floor(text.length / 2);
  const ours = await open(`${address}/#/write/${story}`, async (page) => {
    await page
      .locator("article.copy .body .ProseMirror > p")
      .nth(middle)
      .click();
  });
  const bare = await open(`${BARE}/bare.html`, async (page) => {
    await page.evaluate((text) => window.show(text), text);
    await page.locator("article .ProseMirror > p").nth(middle).click();
  });
  const times = { ours: [], bare: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [side, page] of [
      ["ours", ours],
      ["bare", bare],
    ]) {
      await page.bringToFront();
      await type(page);
      const painted = await page.evaluate(() => window.painted.splice(0));
      if (painted.length !== LETTERS)
        throw new Error(
          `${side}: ${painted.length} of ${LETTERS} letters were seen`,
        );
      if (turn > 0) times[side].push(...painted);
    }
  }
  await browser.close();
  const row = rowOf(times);
  console.log(row);
  const figures = process.env["COPYDESK_FIGURES"];
  if (figures) await appendFile(figures, `${row}\n`);
} finally {
  host.kill();
  await rm(folder, { recursive: true, force: true });
}
