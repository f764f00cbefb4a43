/**
 * Reads everything the build publishes and fails where a setting of the server is named in it, or a value that only
 * processes know: what reaches the browser is read by everybody.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const dist = join(import.meta.dirname, "../dist");
const forbidden = /\b(?:IMPORT_API|MARU|METRICS|DATABASE|SANDBOX)_[A-Z_]+|sandbox-secret|imp_secret|process\.env\b/g;

const files = globSync("**/*.{js,css,html,svg,json,webmanifest}", { cwd: dist });
if (files.length === 0) {
  process.stderr.write("There is no build to read. Run `vite build` first.\n");
  process.exit(1);
}
const found = files.flatMap((file) => {
  const words = new Set(readFileSync(join(dist, file), "utf8").match(forbidden));
  return [...words].map((word) => `${file} holds ${word}, which is the server's own business.`);
});
for (const line of found) process.stderr.write(`${line}\n`);
process.stdout.write(`${files.length} published files name ${found.length} settings or secrets.\n`);
process.exitCode = found.length > 0 ? 1 : 0;
