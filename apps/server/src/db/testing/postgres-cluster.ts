import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server for tests; null when there is none and the machine cannot have one. */
    readonly postgresUrl: string | null;
  }
}

const run = promisify(execFile);
const startTimeoutMs = 20_000;

/**
 * Gives the whole test run one throwaway PostgreSQL server: the one `MARU_TEST_POSTGRES_URL` names, else one started
 * from what is installed, else from what apt can install for root. Without any, tests on PostgreSQL are skipped and say
 * so; under CI that is an error.
 */
export default async function provideServer(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MARU_TEST_POSTGRES_URL;
  if (given !== undefined && given !== "") {
    project.provide("postgresUrl", given);
    return undefined;
  }
  try {
    const cluster = await startThrowawayServer();
    project.provide("postgresUrl", cluster.url);
    return cluster.stop;
  } catch (error) {
    if (process.env.CI === "true") throw error;
    process.stderr.write(
      `\n*** PostgreSQL tests are SKIPPED: ${error instanceof Error ? error.message : error}.\n` +
        "*** Install PostgreSQL 15 or newer, or set MARU_TEST_POSTGRES_URL, to run them.\n\n",
    );
    project.provide("postgresUrl", null);
    return undefined;
  }
}

/** A PostgreSQL server of one's own, for programs outside the test runner. */
export async function startThrowawayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  return startCluster(await findOrInstall());
}

async function findOrInstall(): Promise<string> {
  const installed = findBinaries();
  if (installed !== undefined) return installed;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error("PostgreSQL is not installed, and only root on Debian could install it here");
  }
  process.stderr.write("\nInstalling PostgreSQL for the tests…\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "postgresql"], { env });
  const found = findBinaries();
  if (found === undefined) throw new Error("apt installed PostgreSQL, but initdb is nowhere to be found");
  return found;
}

/** The folder of `initdb` and `postgres`, newest version first. */
function findBinaries(): string | undefined {
  const debian = globSync("/usr/lib/postgresql/*/bin").toSorted((a, b) => versionIn(b) - versionIn(a));
  const onPath = (process.env.PATH ?? "").split(":");
  return [...debian, ...onPath].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

function versionIn(folder: string): number {
  return Number(/\d+/.exec(folder)?.[0] ?? 0);
}

async function startCluster(binaries: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "maru-postgres-"));
  const owner = await clusterOwner();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const files = join(folder, "data");
  await run(join(binaries, "initdb"), ["-D", files, "-U", "maru", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], {
    ...owner,
    cwd: folder,
  });
  const port = await freePort();
  const url = `postgres://maru@127.0.0.1:${port}/postgres`;
  const settings = {
    fsync: "off",
    full_page_writes: "off",
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
  };
  const server = spawn(
    join(binaries, "postgres"),
    [
      "-D",
      files,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...owner, cwd: folder, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([waitUntilReady(url), ended.then(() => Promise.reject(new Error("postgres did not start")))]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** PostgreSQL refuses to run as root. */
async function clusterOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
