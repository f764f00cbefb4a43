import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Nothing here may depend on the zone of the machine.
    env: { TZ: "America/New_York" },
    maxWorkers: 2,
    testTimeout: 60_000,
    restoreMocks: true,
  },
});
