import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

const fonts = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

function succeeds(command: string, args: readonly string[]): boolean {
  const result = spawnSync(command, args, {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return result.status === 0;
}

/**
 * The path of a Chromium for the journeys: an installed one, else Playwright's own, else Debian's package where this
 * may be installed. Throws the sentence that says what to install where none of these works.
 */
export function findChromium(): string {
  const there = [...installed, chromium.executablePath()].find((path) => existsSync(path));
  if (there !== undefined) return there;

  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (isRootOnDebian && succeeds("apt-get", ["update"])) {
    const packages = existsSync(fonts) ? ["chromium"] : ["chromium", "fonts-noto-cjk"];
    if (succeeds("apt-get", ["install", "--yes", "--no-install-recommends", ...packages])) return "/usr/bin/chromium";
  }
  if (succeeds("npx", ["playwright", "install", "chromium"]) && existsSync(chromium.executablePath()))
    return chromium.executablePath();

  throw new Error(
    "The journeys need a browser. Install Chromium (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) and run the command again.",
  );
}
