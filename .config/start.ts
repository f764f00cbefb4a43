/**
 * Runs Maru: builds the web app where it is missing or older than its sources, then serves it in the foreground until
 * Ctrl-C. `npx pnpm@12 start` is this.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { launchEnvironment, launchFlags } from "../apps/server/src/launch.ts";
import { requireNode } from "./require-node.ts";

requireNode();

const root = join(import.meta.dirname, "..");
const built = join(root, "apps/web/dist/index.html");
const sources = [
  "apps/web/{src,public,scripts}/**/*",
  "apps/web/{index.html,package.json,vite.config.ts}",
  "packages/domain/{src/**/*,package.json}",
  "pnpm-lock.yaml",
];

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

if (isStale()) {
  process.stdout.write("Building the web app (once; about ten seconds) …\n");
  const build = spawn("turbo", ["run", "build", "--filter=@maru/web...", "--output-logs=errors-only", "--ui=stream"], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Shown only where it matters.
  const said: Buffer[] = [];
  build.stdout.on("data", (piece: Buffer) => said.push(piece));
  build.stderr.on("data", (piece: Buffer) => said.push(piece));
  const { code } = await end(build);
  if (code !== 0) {
    process.stderr.write(`${Buffer.concat(said)}\nThe web app could not be built; the lines above say why.\n`);
    process.exit(1);
  }
}

const server = spawn(process.execPath, [...launchFlags, join(root, "apps/server/src/main.ts")], {
  cwd: root,
  env: { LOG_LEVEL: "warn", ...launchEnvironment, ...process.env },
  stdio: "inherit",
});
// Ctrl-C reaches the server by itself, as it reaches everything in the foreground; this process only waits for it.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => server.kill("SIGTERM"));
process.on("SIGHUP", () => server.kill("SIGTERM"));
const { code } = await end(server);
process.exit(code ?? 1);

/** Whether what is built is missing or older than anything it is made of. */
function isStale(): boolean {
  if (!existsSync(built)) return true;
  const builtAtMs = statSync(built).mtimeMs;
  return globSync(sources, { cwd: root, exclude: ["**/*.test.*"] }).some(
    (path) => statSync(join(root, path)).mtimeMs > builtAtMs,
  );
}

function end(child: ReturnType<typeof spawn>): Promise<Ended> {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}
