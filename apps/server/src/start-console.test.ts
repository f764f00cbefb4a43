import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const main = join(import.meta.dirname, "main.ts");
const running: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    }
  }
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

interface Started {
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves once it has written `part`. */
  says(part: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(folder: string, environment: Record<string, string> = {}, args: string[] = []): Started {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, SANDBOX_PAYMENTS: "10", SANDBOX_PORT: "0", LOG_LEVEL: "error", ...environment },
  });
  running.push(child);
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    output: () => text,
    says: (part) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!text.includes(part)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended without saying "${part}": ${text}`)));
      }),
    ended,
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "maru-start-"));
}

/** Takes a port; the returned function frees it. */
async function takePort(): Promise<{ port: number; free(): Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  servers.push(server);
  return { port: address.port, free: () => new Promise((resolve) => server.close(resolve)) };
}

async function freePort(): Promise<number> {
  const { port, free } = await takePort();
  await free();
  servers.pop();
  return port;
}

async function serve(folder: string, environment: Record<string, string> = {}) {
  const port = await freePort();
  const started = start(folder, { PORT: String(port), ...environment });
  await started.says("is ready at");
  return { ...started, url: `http://127.0.0.1:${port}`, port };
}

/** Exits 1, having said one sentence and shown no stack. */
async function expectRefusal(started: Started, sentence: RegExp): Promise<void> {
  expect(await started.ended).toBe(1);
  expect(started.output().trim()).toMatch(sentence);
  expect(started.output()).not.toMatch(/^\s+at /m);
}

describe("a start that cannot be is refused in one sentence", () => {
  test("a port that is taken", async () => {
    const { port } = await takePort();
    const started = start(newFolder(), { PORT: String(port) });
    await expectRefusal(
      started,
      new RegExp(`^Port ${port} is in use; stop what uses it, or choose another, such as PORT=\\d+\\.$`),
    );
  });

  test("a sandbox port that is taken", async () => {
    const { port } = await takePort();
    const started = start(newFolder(), { PORT: String(await freePort()), SANDBOX_PORT: String(port) });
    await expectRefusal(
      started,
      new RegExp(`^Port ${port}, which the sandbox wants, is in use; .* SANDBOX_PORT=\\d+\\.$`),
    );
  });

  test("an address that is not this machine's", async () => {
    const started = start(newFolder(), { PORT: String(await freePort()), HOST: "203.0.113.1" });
    await expectRefusal(started, /^HOST 203\.0\.113\.1 is not an address of this machine; .*\.$/);
  });

  test("settings that make no sense", async () => {
    await expectRefusal(start(newFolder(), { PORT: "many" }), /^PORT must be a whole number .* it is "many"\.$/);
  });

  test("a data folder that cannot be made", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "data"), "");
    await expectRefusal(
      start(folder, { PORT: String(await freePort()) }),
      /^The data folder .* cannot be written .*\.$/,
    );
  });

  test.each(["file:/proc/maru/maru.db", "file:/proc/a/b/maru.db"])(
    "a data folder where none is made: %s",
    async (url) => {
      await expectRefusal(
        start(newFolder(), { PORT: String(await freePort()), DATABASE_URL: url }),
        /^The data folder .* cannot be written .*\.$/,
      );
    },
  );

  test("a database file that is a folder", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "data/maru.db"), { recursive: true });
    await expectRefusal(start(folder, { PORT: String(await freePort()) }), /^Cannot open the database file .*maru\.db/);
  });

  test("a database that cannot be reached", async () => {
    const port = await freePort();
    const started = start(newFolder(), {
      PORT: String(await freePort()),
      DATABASE_URL: `postgres://maru:hunter2@127.0.0.1:${port}/maru`,
    });
    await expectRefusal(started, /reach|connect/i);
    expect(started.output()).not.toContain("hunter2");
  });

  test("a database file that another process uses", async () => {
    const folder = newFolder();
    await serve(folder);
    await expectRefusal(
      start(folder, { PORT: String(await freePort()) }),
      /^Another process is already using .*maru\.db\..*$/,
    );
  });

  test("play money and real money in one database", async () => {
    const folder = newFolder();
    const first = await serve(folder);
    first.child.kill("SIGTERM");
    await first.ended;
    const started = start(folder, {
      PORT: String(await freePort()),
      IMPORT_API_KEY: "live-key-0123",
      IMPORT_API_SECRET: "live-secret-0123",
    });
    await expectRefusal(
      started,
      /^The database holds the sandbox's play payments, .* DATABASE_URL=file:\.\/data\/live\/maru\.db\.$/,
    );
  });

  test("a command there is none of", async () => {
    await expectRefusal(start(newFolder(), {}, ["dance"]), /^Usage: /);
  });
});

test("without credentials it serves a sandbox that anybody may sign in to", async () => {
  const { url, port, output } = await serve(newFolder());
  expect(output()).toContain(`http://localhost:${port}`);
  expect(output()).toContain("no money moves");
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: "POST",
    headers: { origin: `http://localhost:${port}`, "content-type": "application/json" },
    body: JSON.stringify({ role: "viewer" }),
  });
  expect(answer.status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test("on an address of its own, it hears of its sandbox's payments there", async () => {
  const folder = newFolder();
  const port = await freePort();
  const sandboxPort = await freePort();
  const { says } = start(folder, { PORT: String(port), SANDBOX_PORT: String(sandboxPort), HOST: "127.0.0.2" });
  await says("is ready at");
  const answer = await fetch(`http://127.0.0.1:${sandboxPort}/__sandbox/webhooks`);
  expect(await answer.json()).toMatchObject({ settings: { url: `http://127.0.0.2:${port}/webhooks/iamport` } });
});

test("with credentials it prints a link to the first administrator, and says no secret", async () => {
  const { output } = await serve(newFolder(), {
    IMPORT_API_KEY: "live-key-0123456789",
    IMPORT_API_SECRET: "live-secret-0123456789",
    IMPORT_API_URL: "http://127.0.0.1:9",
    LOG_LEVEL: "debug",
  });
  expect(output()).toMatch(/http:\/\/localhost:\d+\/set-up\?token=[\w-]{43}/);
  expect(output()).not.toContain("live-secret");
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("lets open streams go, closes the sandbox and ends with 0", async () => {
    const started = await serve(newFolder());
    const signIn = await fetch(`${started.url}/api/demo/sign-in`, {
      method: "POST",
      headers: { origin: `http://localhost:${started.port}`, "content-type": "application/json" },
      body: JSON.stringify({ role: "viewer" }),
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const stream = await fetch(`${started.url}/trpc/live.events`, { headers: { cookie, accept: "text/event-stream" } });
    expect(stream.status).toBe(200);
    const sandboxPids = await childrenOf(started.child.pid ?? 0);
    expect(sandboxPids).toHaveLength(1);
    started.child.kill(signal);
    expect(await started.ended).toBe(0);
    await stream.text().catch(() => undefined);
    expect(sandboxPids.filter(isAlive)).toEqual([]);
    await expect(fetch(`${started.url}/healthz`)).rejects.toThrow();
  });
});

test("asked to stop, it finishes what it is answering", async () => {
  const { url, port, child, ended } = await serve(newFolder());
  const body = JSON.stringify({ token: "x", name: "Somebody", password: "correct horse battery" });
  const answer = Promise.withResolvers<number | undefined>();
  const slow = request(`${url}/api/set-up`, {
    method: "POST",
    headers: {
      origin: `http://localhost:${port}`,
      "content-type": "application/json",
      "content-length": String(body.length),
    },
  });
  slow.once("response", (response) => answer.resolve(response.resume().statusCode));
  slow.once("error", answer.reject);
  slow.write(body.slice(0, 10));
  // Whatever arrives after the first half has arrived too.
  await fetch(`${url}/healthz`);
  child.kill("SIGTERM");
  await expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        () => "open",
        () => "closed",
      ),
    )
    .toBe("closed");
  slow.end(body.slice(10));
  expect(await answer.promise).toBe(412);
  expect(await ended).toBe(0);
});

test("killed outright, it leaves no sandbox behind and starts again on the same data", async () => {
  const folder = newFolder();
  const first = await serve(folder);
  const [sandboxPid = 0] = await childrenOf(first.child.pid ?? 0);
  first.child.kill("SIGKILL");
  await first.ended;
  await expect.poll(() => isAlive(sandboxPid), { timeout: 5_000 }).toBe(false);
  const second = await serve(folder);
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
});

test("started again at once, it waits for the sandbox of the one that was killed", async () => {
  const port = await freePort();
  const dying = createServer((_, response) => {
    response.end(JSON.stringify({ seed: 1, controls: [] }));
    dying.close();
    dying.closeIdleConnections();
  });
  await new Promise<void>((resolve) => dying.listen(port, "127.0.0.1", resolve));
  const { url } = await serve(newFolder(), { SANDBOX_PORT: String(port) });
  expect(dying.listening).toBe(false);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test("checks its audit log from the command line", async () => {
  const folder = newFolder();
  const first = await serve(folder);
  first.child.kill("SIGTERM");
  await first.ended;
  const verified = start(folder, {}, ["audit", "verify"]);
  expect(await verified.ended).toBe(0);
  expect(verified.output()).toMatch(/^The audit log is whole: 6 entries, ending in [0-9a-f]{64}\.$/m);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return text.trim().split(" ").filter(Boolean).map(Number);
}
