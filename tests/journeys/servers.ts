// What stands at the other end: a real WordPress, a real Ghost where it is installed, a newsroom's own CMS, a real sshd, and a site that is none. All end with the test.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type AddressInfo } from "node:net";
import { homedir, tmpdir, userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

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

/** OpenSSH's own server, with keys of its own. */
export interface SshServer {
  /** `127.0.0.1:port`. */
  address: string;
  /** Whom it lets in. */
  account: string;
  /** With which private key. */
  key: string;
  /** Of its own key, as `ssh-keygen` prints it. */
  fingerprint: string;
  /** A folder there, empty at first. */
  site: string;
  /** Ends it, and forgets everything that was in it. */
  stop: () => Promise<void>;
}

async function listens(port: number): Promise<void> {
  for (;;) {
    const line = connect(port, "127.0.0.1");
    try {
      await once(line, "connect");
      return;
    } catch {
      // Not yet; each try takes its time.
    } finally {
      line.destroy();
    }
  }
}

/** Starts an SSH server of its own. */
export async function startSshServer(): Promise<SshServer> {
  const run = promisify(execFile);
  const [port, folder] = [await freePort(), await mkdtemp(path.join(tmpdir(), "sshd-"))];
  const at = (name: string) => path.join(folder, name);
  for (const key of ["host", "desk"]) await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(key)]);
  await mkdir(at("site"));
  const account = userInfo().username;
  const lines = [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${at("host")}`,
    `AuthorizedKeysFile ${at("desk.pub")}`,
    "Subsystem sftp internal-sftp",
    "PidFile none",
    "StrictModes no",
    "UsePAM no",
    "PermitRootLogin yes",
  ];
  await writeFile(at("config"), `${lines.join("\n")}\n`);
  // Where root runs it, it wants a place for its helpers that a system would have made.
  if (account === "root") await mkdir("/run/sshd", { recursive: true });
  const sshd = spawn("/usr/sbin/sshd", ["-D", "-e", "-f", at("config")], { stdio: "ignore" });
  await listens(port);
  const { stdout } = await run("ssh-keygen", ["-lf", at("host.pub")]);
  const stop = async () => {
    sshd.kill();
    await once(sshd, "exit");
    await rm(folder, { recursive: true });
  };
  return {
    address: `127.0.0.1:${port}`,
    account,
    key: await readFile(at("desk"), "utf8"),
    fingerprint: stdout.split(" ")[1] ?? "",
    site: at("site"),
    stop,
  };
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
