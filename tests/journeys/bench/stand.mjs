// What the browser's benches share: a core of their own on a new desk, pages that are measured to their paint, the same
// words in every run, and the row that is printed.
//
// Something begins when the browser gets a real key event (sent by the browser's own debugging door, so it takes the way
// of a keyboard's) and ends when the frame that shows it is handed on: a message posted from an animation frame that was
// asked for after the page changed arrives once style, layout and paint of that frame are done. The screen's clock is off
// (--disable-frame-rate-limit), or both sides would mostly wait for the same 16 ms and hide what they cost.
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

/** How long the text of a bench is. */
export const WORDS = 10_000;
const WORDS_A_PARAGRAPH = 55;
/** Who edits past the interface. */
const CLIENT = "b".repeat(32);

/** Words of several lengths and scripts, the same in every run. */
export function paragraphs() {
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

/** So many places of a text, evenly: where a word begins and ends, in UTF-16 units. */
export function places(text, count, offset = 0) {
  const words = [...text.matchAll(/\S+/g)];
  const step = words.length / count;
  return Array.from({ length: count }, (_, at) => {
    const word = words[Math.floor(at * step + offset * step)];
    return { from: word.index, to: word.index + word[0].length };
  });
}

/** A page of ours that is no part of the interface, bundled with the interface's own libraries. */
async function bundle(page, folder) {
  const ui = createRequire(path.join(HOUSE, "ui/package.json"));
  const { build } = await import(
    path.join(
      path.dirname(ui.resolve("vite/package.json")),
      "dist/node/index.js",
    )
  );
  const ours = (find) => ({
    find,
    replacement: path.join(HOUSE, "ui/node_modules/$1"),
  });
  await build({
    configFile: false,
    root: HERE,
    base: "/bench/",
    logLevel: "error",
    resolve: {
      alias: [
        ours(/^(prosemirror-[a-z]+)$/),
        ours(/^(@fontsource-variable\/.*)$/),
      ],
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { input: path.join(HERE, page) },
      modulePreload: { polyfill: false },
    },
  });
}

/** The core, and what a bench asks of it past the interface. */
class Core {
  #seq = 0;

  constructor(address) {
    this.address = address;
  }

  async call(name, args) {
    const response = await fetch(`${this.address}/call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Changes the body of a story. */
  async edit(story, delta, suggesting) {
    const { version } = await this.call("story_open", { story });
    await this.call("story_edit", {
      story,
      client: CLIENT,
      seq: ++this.#seq,
      base_version: version,
      edits: [{ container: "body", delta }],
      ...(suggesting ? { suggesting } : {}),
    });
  }

  /** A story with this body. */
  async story(text) {
    const { id } = await this.call("story_create", {
      slugline: "long",
      language: "uk",
    });
    await this.edit(id, [{ insert: text }]);
    return id;
  }
}

/** Lets a page know when the core's answer to a command is in it: what is measured from there is the browser's work. */
export function hear(command) {
  const { fetch } = window;
  window.fetch = async (where, ...rest) => {
    const response = await fetch(where, ...rest);
    if (!String(where).endsWith(`/call/${command}`)) return response;
    const answer = await response.json();
    window.answered?.();
    return { ok: response.ok, json: async () => answer };
  };
}

/** Puts the measure into a page: every key's begin, and the end of the frame that shows what it did. */
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
  /** What is measured begins here, and not with the key. */
  window.answered = () => (began = performance.now());
  /** The page has changed: the next frame shows it. */
  window.changed = () =>
    requestAnimationFrame(() => channel.port2.postMessage(null));
}

/** Opens an address and waits for what is to be there; then the measure is in it. */
async function open(browser, pages, address, there) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
  });
  await context.route(/\/bench\//, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({
      path: path.join(pages, pathname.replace("/bench/", "")),
    });
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
}

/** One key, and the time until the frame that shows what it did. */
export async function timed(page, key) {
  await page.evaluate(() => void (window.shown = window.next()));
  await page.keyboard.press(key);
  await page.evaluate(() => window.shown);
}

/** Letters at a quick typist's pace, each after the one before is on the screen. */
export async function type(page, letters, paceMs) {
  for (let letter = 0; letter < letters; letter++) {
    const pause = page.waitForTimeout(paceMs);
    await timed(page, "e");
    await pause;
  }
}

/** Letters are what changes the page. */
export const onInput = (page) =>
  page.evaluate(() =>
    document.addEventListener("input", () => window.changed(), {
      capture: true,
    }),
  );

/** The times of a page since it was asked last, of which there must be so many. */
export async function times(page, count) {
  const painted = await page.evaluate(() => window.painted.splice(0));
  if (painted.length !== count)
    throw new Error(`${painted.length} of ${count} were seen`);
  return painted;
}

/** So many in a hundred took no longer than this. */
export function percentile(times, percent) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}

/** Prints a row of the table in docs/benchmarks.md, and adds it to the file that COPYDESK_FIGURES names. */
export async function row({ what, ours, baseline, name, percent, most }) {
  const [mine, theirs] = [ours, baseline].map((times) =>
    percentile(times, percent),
  );
  const [middle, other] = [ours, baseline].map((times) =>
    percentile(times, 50).toFixed(1),
  );
  const ratio = mine / theirs;
  const verdict = ratio <= most ? "reached" : "MISSED";
  const middles = percent === 50 ? ["", ""] : [` (p50 ${middle})`, ` (p50 ${other})`];
  const line = `| ${what}, ${WORDS.toLocaleString("en")} words, Chromium, p${percent} | ${mine.toFixed(1)} ms${middles[0]} | ${name} ${theirs.toFixed(1)} ms${middles[1]} | ${ratio.toFixed(2)} times | ≤ ${most} times | ${verdict} |`;
  console.log(line);
  const figures = process.env["COPYDESK_FIGURES"];
  if (figures) await appendFile(figures, `${line}\n`);
}

/** Runs a bench on a core and a browser of its own; both end with it. `pages`: the baseline's. */
export async function bench(run, pages = []) {
  const folder = await mkdtemp(path.join(tmpdir(), "copydesk-bench-"));
  const built = path.join(folder, "pages");
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
  let browser;
  try {
    const [address] = await once(
      createInterface({ input: host.stdout }),
      "line",
    );
    for (const page of pages) await bundle(page, built);
    browser = await chromium.launch({
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
    const core = new Core(String(address).trim());
    await run(core, (where, there) =>
      open(browser, built, `${core.address}${where}`, there),
    );
  } finally {
    await browser?.close();
    host.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
