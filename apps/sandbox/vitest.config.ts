import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["src/**/*.test.ts"], maxWorkers: 2, env: { TZ: "America/Los_Angeles" }, testTimeout: 60_000 },
});
