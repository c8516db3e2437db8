// What stands at the other end: a real WordPress, a real Ghost where it is installed, a newsroom's own CMS, and a site that is none. All end with the test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

const SERVERS = path.resolve(import.meta.dirname, "../servers");

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

/** Runs a script of `tests/servers` to its end; what it printed, by its names. */
async function boot(name: string, ...args: string[]): Promise<Map<string, string>> {
  const script = spawn(path.join(SERVERS, name), args, {
    stdio: ["ignore", "pipe", "inherit"],
    // The site goes when this process does, however it goes.
    env: { ...process.env, WP_OWNER: String(process.pid), GHOST_OWNER: String(process.pid) },
  });
  let printed = "";
  script.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const [code] = await once(script, "exit");
  if (code !== 0) throw new Error(`${name} failed (${code}); ./dev setup installs what it needs`);
  const lines = printed.split("\n").filter((line) => line.includes("="));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** Starts a WordPress of its own. */
export async function startWordPress(): Promise<WordPress> {
  const port = String(await freePort());
  const known = await boot("boot-wordpress.sh", port);
  return {
    url: known.get("url") ?? "",
    passwordOf: (login) => known.get(login)?.split(":")[1] ?? "",
    stop: async () => void (await boot("boot-wordpress.sh", "stop", port)),
  };
}

/** A running Ghost. */
export interface Ghost {
  /** Its address. */
  url: string;
  /** The Admin API key of an integration. */
  key: string;
  /** An author whom it knows. */
  author: string;
  /** Ends it, and forgets everything that was in it. */
  stop: () => Promise<void>;
}

/** Ghost is too big to be installed unasked. */
export function ghostIsInstalled(): boolean {
  return existsSync(path.join(process.env["COPYDESK_GHOST"] ?? path.join(homedir(), ".cache/copydesk-ghost"), "ghost5"));
}

/** Starts a Ghost of its own. */
export async function startGhost(): Promise<Ghost> {
  const port = String(await freePort());
  const known = await boot("boot-ghost.sh", port);
  return {
    url: known.get("url") ?? "",
    key: known.get("key") ?? "",
    author: "Author One",
    stop: async () => void (await boot("boot-ghost.sh", "stop", port)),
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
  /** Somebody there changes words of its only story, and the CMS keeps who it was. */
  edit: (who: string, from: string, to: string) => Promise<void>;
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
  const edit = async (who: string, from: string, to: string) => {
    const code = `
      $db = new PDO('sqlite:' . getenv('RECEIVER_DB'));
      [$who, $from, $to] = array_slice($argv, 1);
      $data = $db->query('SELECT data FROM story')->fetchColumn();
      if (!str_contains($data, $from)) { fwrite(STDERR, "these words are not there: $from"); exit(1); }
      $db->prepare("UPDATE story SET data = ?, version = version + 1, changed_by = ?, changed_at = '2026-11-30T11:40:00Z'")
         ->execute([str_replace($from, $to, $data), $who]);`;
    const editor = spawn("php", ["-r", code, "--", who, from, to], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, RECEIVER_DB: path.join(folder, "receiver.sqlite") },
    });
    const [ended] = await once(editor, "exit");
    if (ended !== 0) throw new Error("nobody could edit it there");
  };
  return { url: `http://127.0.0.1:${port}`, secret, author, edit, stop };
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
