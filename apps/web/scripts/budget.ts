/** What a reader downloads before they can do something, in bytes of brotli. Fails when a bar is exceeded. */
import { existsSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as z from "zod/mini";

const kilobyte = 1000;
const bars = { signIn: 110 * kilobyte, paymentsList: 170 * kilobyte, routeChunk: 60 * kilobyte };

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.optional(z.string()),
    imports: z.optional(z.array(z.string())),
    dynamicImports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
    isEntry: z.optional(z.boolean()),
    isDynamicEntry: z.optional(z.boolean()),
  }),
);

const dist = new URL("../dist/", import.meta.url);
const manifestUrl = new URL(".vite/manifest.json", dist);

if (!existsSync(manifestUrl)) {
  process.stderr.write("There is no build to measure. Run `vite build` first.\n");
  process.exit(1);
}
const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestUrl, "utf8")));

/** Bytes of one built file as they travel. */
function brotliBytes(file: string): number {
  return brotliCompressSync(readFileSync(fileURLToPath(new URL(file, dist)))).length;
}

/** The manifest's key of a module. One that other chunks share too is listed by its chunk's name alone. */
function keyOf(source: string): string {
  if (manifest[source] !== undefined) return source;
  const name = basename(source, extname(source));
  const key = Object.keys(manifest).find((candidate) => manifest[candidate]?.name === name);
  if (key === undefined) throw new Error(`The build has no ${source}.`);
  return key;
}

/** The files that must have arrived before the given modules run: their own, what they import, and their styles. */
function filesOf(keys: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The manifest has no ${key}.`);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const key of keys) visit(keyOf(key));
  return files;
}

const sum = (files: Iterable<string>) => [...files].reduce((bytes, file) => bytes + brotliBytes(file), 0);

const entry = ["index.html"];
/** The page holds the script that runs before anything is drawn. */
const blocking = ["index.html"];
const languages = ["ko", "en"];

interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly bar: number;
}

const rows: Row[] = [];
for (const language of languages) {
  const toSignIn = filesOf([
    ...entry,
    "src/app/entry-app.tsx",
    `src/app/messages/entry.${language}.ts`,
    "src/features/sign-in/sign-in-page.tsx",
  ]);
  const toList = filesOf([
    ...entry,
    "src/app/console-app.tsx",
    `src/app/messages/work.${language}.ts`,
    `src/app/messages/entry.${language}.ts`,
    "src/app/shell/shell.tsx",
    "src/features/payments/payments-page.tsx",
  ]);
  rows.push({ what: `sign-in form (${language})`, bytes: sum([...blocking, ...toSignIn]), bar: bars.signIn });
  rows.push({ what: `payments list (${language})`, bytes: sum([...blocking, ...toList]), bar: bars.paymentsList });
}

// What all pages stand on is no page's own; it counts towards the first pages above.
const frames = ["src/app/console-app.tsx", "src/app/entry-app.tsx"];
const beforeShell = filesOf([...entry, "src/app/console-app.tsx"]);
const firstLoad = filesOf([...entry, "src/app/console-app.tsx", "src/app/shell/shell.tsx"]);
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry !== true || chunk.file.endsWith(".css") || frames.includes(key)) continue;
  const before = key === "src/app/shell/shell.tsx" ? beforeShell : firstLoad;
  const own = [...filesOf([key])].filter((file) => !before.has(file));
  rows.push({ what: `chunk ${key}`, bytes: sum(own), bar: bars.routeChunk });
}

const name = Math.max(...rows.map((row) => row.what.length));
const kb = (bytes: number) => `${(bytes / kilobyte).toFixed(1).padStart(6)} KB`;
for (const row of rows) {
  const verdict = row.bytes <= row.bar ? "holds" : "EXCEEDED";
  process.stdout.write(`${row.what.padEnd(name)}  ${kb(row.bytes)}  bar ${kb(row.bar)}  ${verdict}\n`);
}
if (rows.some((row) => row.bytes > row.bar)) process.exitCode = 1;
