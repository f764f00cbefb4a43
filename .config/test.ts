/**
 * Proves everything, in the order in which a failure is cheapest to find: format and lint, boundaries, types, unused
 * code, unit and integration tests, the bundle budget, then journeys in a real browser. `--no-journeys` leaves the last
 * out. Ends with one line: `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { requireNode } from "./require-node.ts";

requireNode();

const root = join(import.meta.dirname, "..");
const withJourneys = !process.argv.includes("--no-journeys");
// A zone far from Seoul: what reads the machine's zone by mistake fails here.
const env = { ...process.env, TZ: "America/Los_Angeles", FORCE_COLOR: "0", TURBO_TELEMETRY_DISABLED: "1" };

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where the step's runner leaves its counts; without any, the step itself counts as one. */
  readonly reports?: string;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const turbo = (task: string, ...rest: string[]) => [
  "turbo",
  "run",
  task,
  "--concurrency=1",
  "--continue=always",
  "--ui=stream",
  "--output-logs=new-only",
  ...rest,
];

const steps: readonly Step[] = [
  { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "--colors=off", "."] },
  { name: "boundaries", command: ["node", ".config/boundaries.ts"] },
  { name: "types", command: turbo("typecheck") },
  { name: "unused code", command: ["knip"] },
  {
    name: "unit, contract and integration tests",
    command: turbo(
      "test",
      "--force",
      "--",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=test-results/vitest.json",
    ),
    reports: "{apps,packages}/*/test-results/vitest.json",
  },
  { name: "build", command: turbo("build") },
  { name: "bundle budget", command: ["pnpm", "--filter", "@maru/web", "run", "budget"] },
  ...(withJourneys
    ? [{ name: "journeys", command: turbo("test:e2e"), reports: "apps/web/test-results/journeys.json" }]
    : []),
];

function run(command: readonly string[]): Promise<boolean> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** Counts of a vitest or Playwright JSON report. */
function readCounts(file: string): Counts {
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  const number = (value: unknown) => (typeof value === "number" ? value : 0);
  if (typeof report !== "object" || report === null) return { passed: 0, failed: 0, skipped: 0 };
  if ("stats" in report && typeof report.stats === "object" && report.stats !== null) {
    const stats = new Map(Object.entries(report.stats));
    return {
      passed: number(stats.get("expected")) + number(stats.get("flaky")),
      failed: number(stats.get("unexpected")),
      skipped: number(stats.get("skipped")),
    };
  }
  const tests = new Map(Object.entries(report));
  return {
    passed: number(tests.get("numPassedTests")),
    failed: number(tests.get("numFailedTests")),
    skipped: number(tests.get("numPendingTests")) + number(tests.get("numTodoTests")),
  };
}

for (const stale of globSync("{apps,packages}/*/test-results/*.json", { cwd: root })) rmSync(join(root, stale));

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const step of steps) {
  process.stdout.write(`\n── ${step.name}\n`);
  const started = performance.now();
  const succeeded = await run(step.command);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const files = step.reports === undefined ? [] : globSync(step.reports, { cwd: root });
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    const { passed, failed, skipped } = readCounts(join(root, file));
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  if (step.reports === undefined && succeeded) counts.passed = 1;
  if (!succeeded) {
    failures.push(step.name);
    counts.failed = Math.max(1, counts.failed);
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`── ${step.name}: ${succeeded ? "passed" : "FAILED"} (${counts.passed} passed, ${seconds} s)\n`);
  if (!succeeded && step.name === "build") break;
}

if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(", ")}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
