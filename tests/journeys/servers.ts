// What stands at the other end: a real WordPress, a newsroom's own CMS, and a site that is none. All end with the test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const BOOT = path.resolve(import.meta.dirname, "../servers/boot-wordpress.sh");

/** A running WordPress. */
export interface WordPress {
  /** Its address. */
  url: string;
  /** A user's application password. */
  passwordOf: (login: "owner" | "editor" | "author" | "contributor") => string;
  /** Ends it, and forgets everything that was in it. */
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Runs the script to its end; what it printed. */
async function boot(...args: string[]): Promise<string> {
  const script = spawn(BOOT, args, {
    stdio: ["ignore", "pipe", "inherit"],
    // The site goes when this process does, however it goes.
    env: { ...process.env, WP_OWNER: String(process.pid) },
  });
  let printed = "";
  script.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const [code] = await once(script, "exit");
  if (code !== 0) throw new Error(`WordPress did not start (${code}); ./dev setup installs what it needs`);
  return printed;
}

/** Starts a WordPress of its own. */
export async function startWordPress(): Promise<WordPress> {
  const port = String(await freePort());
  const known = new Map(
    (await boot(port))
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  return {
    url: known.get("url") ?? "",
    passwordOf: (login) => known.get(login)?.split(":")[1] ?? "",
    stop: async () => void (await boot("stop", port)),
  };
}

/** A running reference receiver. */
export interface Receiver {
  /** Its address. */
  url: string;
  /** The signing secret that it knows. */
  secret: string;
  /** An author whom it knows. */
  author: string;
  /** Ends it, and forgets everything that was in it. */
  stop: () => Promise<void>;
}

/** Starts a reference receiver of its own. */
export async function startReceiver(): Promise<Receiver> {
  const [port, folder] = [await freePort(), await mkdtemp(path.join(tmpdir(), "receiver-"))];
  const secret = `whsec_${Buffer.from("a secret of the journeys").toString("base64")}`;
  const author = "Author One";
  const php = spawn("php", ["-S", `127.0.0.1:${port}`, "index.php"], {
    cwd: path.resolve(import.meta.dirname, "../servers/receiver"),
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      RECEIVER_DB: path.join(folder, "receiver.sqlite"),
      RECEIVER_SECRET: secret,
      RECEIVER_AUTHORS: author,
    },
  });
  // It says so when it listens.
  await once(php.stderr, "data");
  php.stderr.resume();
  const stop = async () => {
    php.kill();
    await once(php, "exit");
    await rm(folder, { recursive: true });
  };
  return { url: `http://127.0.0.1:${port}`, secret, author, stop };
}

/** A site that answers every request with a page: a log-in page of a hotel, say. */
export async function startOtherSite(): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Welcome</title><p>Please accept our terms.</p>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
