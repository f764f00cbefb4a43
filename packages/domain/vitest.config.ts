import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { defineConfig } from "vitest/config";

if (!existsSync(join(import.meta.dirname, "../../../shared/domain/v1.openapi.json"))) {
  process.stderr.write(
    "\nSKIPPED: tables are held against the committed copy of the vendor's lists only, the document itself is absent\n\n",
  );
}

/** Day boundaries are Korean wherever the machine stands, so everything runs where they would differ most. */
const timeZones = ["UTC", "America/Los_Angeles", "Asia/Seoul"];

/** Random texts each property of the query language is tried on; `pnpm fuzz` tries many more. */
const fuzzRuns = Number(process.env.MARU_FUZZ_RUNS ?? 1_000);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: timeZones.map((timeZone) => ({
      test: {
        name: timeZone,
        include: ["src/**/*.test.ts"],
        // Only a process of its own takes on another time zone.
        pool: "forks" as const,
        isolate: false,
        env: { TZ: timeZone },
        provide: { timeZone, fuzzRuns },
        // Properties over many inputs share two cores with everything else.
        testTimeout: 60_000,
      },
    })),
  },
});
