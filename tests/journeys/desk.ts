// What every journey starts with: a desk folder of its own, the real core on a free port over it, and a page
// that is watched for what must never happen.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

const HOUSE = path.resolve(import.meta.dirname, "../..");
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
    const host = spawn(BINARY, ["--desk", this.folder, "host", "--pages", path.join(HOUSE, "ui/dist")], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, HOME: this.folder, XDG_DOCUMENTS_DIR: path.join(this.folder, "documents") },
    });
    this.process = host;
    const lines = createInterface({ input: host.stdout });
    const gone = once(host, "exit").then(([code]) => Promise.reject(new Error(`the host ended with ${code}`)));
    gone.catch(() => undefined);
    this.address = await Promise.race([once(lines, "line").then(([line]) => String(line).trim()), gone]);
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

/** Two people at one computer: a reporter and an editor. */
export async function twoMembers(desk: Desk): Promise<void> {
  const card = { id: null, person: null };
  await desk.call("member_put", { ...card, name: "Staff Reporter", initials: "SR", roles: ["reporter"] });
  await desk.call("member_put", { ...card, name: "Night Editor", initials: "NE", roles: ["editor"] });
}

/** Chooses who acts from now on. */
export async function actAs(page: Page, name: string) {
  await page.keyboard.press("Control+Shift+I");
  const menu = page.getByRole("menu", { name: "Act as somebody else" });
  await expect(menu).toContainText(
    "Anyone at this computer can act as anyone here.",
  );
  await menu.getByRole("menuitemradio", { name }).click();
  await expect(
    page.getByRole("button", { name: new RegExp(name) }).first(),
  ).toBeVisible();
}

/** Fails with what axe finds on the page as it stands. */
export async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, "axe finds nothing").toEqual([]);
}

/** A test with a desk of its own, on whose page no error and no broken policy goes unseen. */
export const test = base.extend<{ desk: Desk; quiet: void }>({
  // Playwright reads the fixture's needs off this pattern.
  // eslint-disable-next-line no-empty-pattern
  desk: async ({}, use) => {
    const desk = new Desk(await mkdtemp(path.join(tmpdir(), "copydesk-journey-")));
    await desk.start();
    await use(desk);
    await desk.kill();
    await rm(desk.folder, { recursive: true, force: true });
  },
  baseURL: async ({ desk }, use) => use(desk.address),
  quiet: [
    async ({ page }, use) => {
      const heard: string[] = [];
      page.on("pageerror", (error) => heard.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") heard.push(message.text());
      });
      await use();
      expect(heard, "the page makes no complaint").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
