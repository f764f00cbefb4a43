/**
 * Holds the import arrows that package.json files cannot: in the web app `components, lib ← features ← app`, and no
 * feature imports another. The folder list is read from disk, so a new feature is covered on its first day.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = join(import.meta.dirname, "..");
const source = join(root, "apps/web/src");
const importPattern = /(?:from\s+|import\s*\(\s*|import\s+)"(\.[^"]+)"/g;

/** The layer a file of the web app belongs to, such as `lib` or `features/payments`. */
function layerOf(path: string): string {
  const [first = "", second = ""] = relative(source, path).split("/");
  return first === "features" ? `features/${second}` : first;
}

function isAllowed(from: string, to: string): boolean {
  if (to === "testing") return true;
  if (from === to || from === "app" || from === "main.tsx") return true;
  if (from.startsWith("features/")) return !to.startsWith("features/") && to !== "app";
  if (from === "components") return to === "lib" || to === "styles";
  if (from === "lib") return to === "components";
  return true;
}

const wrong: string[] = [];
for (const name of globSync("**/*.{ts,tsx}", { cwd: source })) {
  const file = join(source, name);
  for (const [, target = ""] of readFileSync(file, "utf8").matchAll(importPattern)) {
    const from = layerOf(file);
    const to = layerOf(resolve(dirname(file), target));
    if (!isAllowed(from, to)) wrong.push(`apps/web/src/${name} (${from}) must not import ${target} (${to})`);
  }
}

for (const line of wrong) process.stderr.write(`${line}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
