import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/support/find-chromium.ts";

// The configuration is read once in every process of the run; the first reader decides, the others inherit.
process.env.MARU_E2E_PORT ??= String(20_000 + Math.floor(Math.random() * 20_000));
process.env.MARU_E2E_FOLDER ??= mkdtempSync(join(tmpdir(), "maru-journeys-"));
process.env.MARU_E2E_CHROMIUM ??= findChromium();

const port = Number(process.env.MARU_E2E_PORT);
const sandboxPort = port + 1;
process.env.MARU_E2E_SANDBOX ??= `http://127.0.0.1:${sandboxPort}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/journeys",
  fullyParallel: true,
  workers: 2,
  // A busy machine makes a journey slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Where it decides what lands, a journey that stumbles is tried once more and listed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [["list"], ["json", { outputFile: "test-results/journeys.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    // Neither the browser's zone nor its language may change what a person sees.
    timezoneId: "America/New_York",
    locale: "ko-KR",
    viewport: { width: 1440, height: 900 },
    // Recording costs a third of a journey's time, so only what has stumbled is recorded.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.MARU_E2E_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node ../server/src/main.ts",
    url: `http://localhost:${port}/readyz`,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${join(process.env.MARU_E2E_FOLDER, "maru.db")}`,
      // Journeys play the shop's own server on this machine.
      OUTBOUND_PRIVATE_RANGES: "127.0.0.0/8",
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_PAYMENTS: "3000",
      SANDBOX_SEED: "7",
    },
  },
});
