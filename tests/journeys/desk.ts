// What every journey starts with: a desk folder of its own, the real core on a free port over it, and a page
// that is watched for what must never happen.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

const HOUSE = path.resolve(import.meta.dirname, "../..");
const PAGES = process.env["COPYDESK_PAGES"] ?? path.join(HOUSE, "ui/dist");
const BINARY = process.env["COPYDESK_HEADLESS"] ?? path.join(HOUSE, "target/debug/copydesk-headless");

/** A core over a desk folder, that can be ended and started again. */
export class Desk {
  private process: ChildProcess | undefined;
  /** Where the host answers. */
  address = "";

  constructor(
    /** The desk's folder. */
    readonly folder: string,
  ) {}

  /** Starts the core; ready when it has said where it answers. */
  async start(): Promise<void> {
    const words = ["--desk", this.folder, "host", "--pages", PAGES, "--dialogs", this.dialogs];
    await mkdir(path.join(this.dialogs, "save"), { recursive: true });
    const host = spawn(BINARY, words, {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        HOME: this.folder,
        XDG_DOCUMENTS_DIR: path.join(this.folder, "documents"),
      },
    });
    this.process = host;
    const lines = createInterface({ input: host.stdout });
    const gone = once(host, "exit").then(([code]) => Promise.reject(new Error(`the host ended with ${code}`)));
    gone.catch(() => undefined);
    this.address = await Promise.race([once(lines, "line").then(([line]) => String(line).trim()), gone]);
  }

  /** What a person would have answered in the system's dialogs: the file to open, and where files are saved. */
  private get dialogs(): string {
    return path.join(this.folder, "dialogs");
  }

  /** The file that was saved, of which there is one. */
  async saved(): Promise<string> {
    const folder = path.join(this.dialogs, "save");
    const names = await readdir(folder);
    expect(names, "one file was saved, and nothing is left lying about").toHaveLength(1);
    return path.join(folder, names[0] ?? "");
  }

  /** Carries the file that this desk saved to another, where it will be chosen. */
  async carriesTo(other: Desk): Promise<void> {
    const file = await this.saved();
    await other.chooses(file);
    await rm(file);
  }

  /** The file that will be chosen in the next dialog. */
  async chooses(file: string): Promise<void> {
    const open = path.join(this.dialogs, "open");
    await rm(open, { recursive: true, force: true });
    await mkdir(open);
    await cp(file, path.join(open, path.basename(file)));
  }

  /** Ends the core without a word, as a power cut does. */
  async kill(): Promise<void> {
    const host = this.process;
    this.process = undefined;
    if (!host || host.exitCode !== null || host.signalCode !== null) return;
    const ended = once(host, "exit");
    host.kill("SIGKILL");
    await ended;
  }

  /** Opens and closes it properly while no core runs over it: its file alone holds everything afterwards. */
  async settle(): Promise<void> {
    const door = spawn(BINARY, ["--desk", this.folder, "story", "list"], { stdio: ["ignore", "ignore", "inherit"] });
    const [code] = await once(door, "exit");
    expect(code, "the desk opens and closes").toBe(0);
  }

  /** Calls a command of the core, past the interface. */
  async call(name: string, args: unknown): Promise<unknown> {
    const response = await fetch(`${this.address}/call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }
}

/** Runs a sub-command of the app; what it printed. */
export async function aside(...words: string[]): Promise<string> {
  return (await promisify(execFile)(BINARY, words)).stdout;
}

/** A folder for a desk, which is gone when the test is over. */
export const deskFolder = () => mkdtemp(path.join(tmpdir(), "copydesk-journey-"));

/** Two people at one computer: a reporter and an editor. */
export async function twoMembers(desk: Desk): Promise<void> {
  const card = { id: null, person: null };
  await desk.call("member_put", {
    ...card,
    name: "Staff Reporter",
    initials: "SR",
    roles: ["reporter"],
  });
  await desk.call("member_put", {
    ...card,
    name: "Night Editor",
    initials: "NE",
    roles: ["editor"],
  });
}

/** Chooses who acts from now on. */
export async function actAs(page: Page, name: string) {
  // Keys are heard from the first picture on.
  await expect(page.getByRole("button", { name: /^Go to anything/ })).toBeVisible();
  await page.keyboard.press("Control+Shift+I");
  const menu = page.getByRole("menu", { name: "Act as somebody else" });
  await expect(menu).toContainText("Anyone at this computer can act as anyone here.");
  await menu.getByRole("menuitemradio", { name }).click();
  await expect(page.getByRole("button", { name: new RegExp(name) }).first()).toBeVisible();
}

/** Sets the time in the open sheet, in the segments of its field: in the house's zone, which is UTC. */
export async function goesAt(page: Page, at: Date) {
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Schedule…" }).press("Enter");
  await sheet.getByRole("button", { name: /^Publish at/ }).press("Enter");
  const part = (number: number, width: number) => String(number).padStart(width, "0");
  // One part after the other, as the field leads from each to the next.
  const digits = [
    part(at.getUTCMonth() + 1, 2),
    part(at.getUTCDate(), 2),
    part(at.getUTCFullYear(), 4),
    part(at.getUTCHours(), 2),
    part(at.getUTCMinutes(), 2),
  ];
  await expect(sheet.getByRole("spinbutton", { name: /^month/i })).toBeFocused();
  for (const typed of digits) await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
}

/** Finds words in the body and selects them, as a person with a mouse would. */
export async function select(page: Page, words: string): Promise<void> {
  const found = await page.getByRole("textbox", { name: "Body" }).evaluate((body, words) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at === -1) continue;
      (body as HTMLElement).focus();
      document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return true;
    }
    return false;
  }, words);
  expect(found, `"${words}" is there`).toBe(true);
}

/** The browser's own line about a call that the core refused: an answer, which the page tells its person. */
const REFUSED = /^Failed to load resource: the server responded with a status of 422 /;

/** Hears what a page complains of, for a test to look at in the end. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) heard.push(message.text());
  });
  return heard;
}

/** Fails with what axe finds on the page as it stands. */
export async function isAccessible(page: Page): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const [now, other] = isDark ? (["dark", "light"] as const) : (["light", "dark"] as const);
  await finds(new AxeBuilder({ page }), now);
  // Of the other theme only the colours are another.
  await page.emulateMedia({ colorScheme: other });
  await page.evaluate(() => {
    const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ends.map((one) => one.finished.catch(() => null)));
  });
  await finds(new AxeBuilder({ page }).withRules(["color-contrast"]), other);
  await page.emulateMedia({ colorScheme: now });
}

async function finds(axe: AxeBuilder, theme: string) {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, `axe finds nothing, ${theme}`).toEqual([]);
}

/** A test with a desk of its own, on whose page no error and no broken policy goes unseen. */
export const test = base.extend<{ desk: Desk; other: Desk; quiet: void }>({
  // Playwright reads the fixture's needs off this pattern.
  // eslint-disable-next-line no-empty-pattern
  desk: async ({}, use) => {
    const desk = new Desk(await deskFolder());
    await desk.start();
    await use(desk);
    await desk.kill();
    await rm(desk.folder, { recursive: true, force: true });
  },
  // eslint-disable-next-line no-empty-pattern
  other: async ({}, use) => {
    const desk = new Desk(await deskFolder());
    await desk.start();
    await use(desk);
    await desk.kill();
    await rm(desk.folder, { recursive: true, force: true });
  },
  baseURL: async ({ desk }, use) => use(desk.address),
  quiet: [
    async ({ page }, use) => {
      const heard = complaints(page);
      await use();
      expect(heard, "the page makes no complaint").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
