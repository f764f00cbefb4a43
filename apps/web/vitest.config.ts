import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "happy-dom",
    // A screen wide enough for everything the list offers; a test of narrower ones says so.
    environmentOptions: { happyDOM: { width: 1440, height: 900 } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
