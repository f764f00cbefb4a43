import { defineConfig } from "vitest/config";
import { mutate } from "./src/features/refunds/testing/mutations.ts";

const { MARU_WITHOUT_GUARD: guard } = process.env;

export default defineConfig({
  plugins: guard === undefined ? [] : [mutate(guard)],
  test: {
    include: ["src/**/*.test.ts"],
    globalSetup: ["src/db/testing/postgres-cluster.ts"],
    // Nothing here may depend on the zone of the machine.
    env: { TZ: "America/New_York" },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    // What is transformed without a guard must not be taken for the real thing in a later run.
    ...(guard === undefined ? {} : { fsModuleCache: false }),
  },
});
