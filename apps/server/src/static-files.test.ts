import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadStaticFiles } from "./static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "maru-static-"));
mkdirSync(join(folder, "assets"));
writeFileSync(join(folder, "index.html"), "<!doctype html><script>early()</script><script src=/assets/a.js></script>");
writeFileSync(join(folder, "assets/app-BX12_abc.js"), "plain");
writeFileSync(join(folder, "assets/app-BX12_abc.js.br"), "brotli");
writeFileSync(join(folder, "assets/app-BX12_abc.js.gz"), "gzipped");
writeFileSync(join(folder, "favicon.svg"), "<svg/>");
writeFileSync(join(folder, "assets/app-BX12_abc.js.map"), "{}");
mkdirSync(join(folder, "ocr"));
writeFileSync(join(folder, "ocr/worker.min.js"), "thread");
writeFileSync(join(folder, "ocr/core.js"), "core");
const files = loadStaticFiles(folder);

function get(path: string, headers: Record<string, string> = {}): Response | null {
  return files.answer(new Request(`http://localhost${path}`, { headers }));
}

test.each([
  ["br, gzip", "brotli", "br"],
  ["gzip", "gzipped", "gzip"],
  ["", "plain", null],
])("sends what was compressed at build time to who accepts %j", async (accepted, text, encoding) => {
  const answer = get("/assets/app-BX12_abc.js", { "accept-encoding": accepted });
  expect(await answer?.text()).toBe(text);
  expect(answer?.headers.get("content-encoding")).toBe(encoding);
  expect(answer?.headers.get("vary")).toBe("accept-encoding");
});

test("a hashed name is kept for ever, index.html is asked for each time", () => {
  expect(get("/assets/app-BX12_abc.js")?.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(get("/")?.headers.get("cache-control")).toBe("no-cache");
  expect(get("/favicon.svg")?.headers.get("cache-control")).toBe("no-cache");
});

test("an unchanged index.html is not sent twice", () => {
  const etag = get("/")?.headers.get("etag") ?? "";
  expect(get("/", { "if-none-match": etag })?.status).toBe(304);
});

test.each(["/", "/payments", "/payments/imp_1234", "/members"])("%s is a page of the app", async (path) => {
  expect(await get(path)?.text()).toContain("early()");
});

test.each([
  "/assets/gone-12345678.js",
  "/favicon.ico",
  "/assets/app-BX12_abc.js.map",
  "/../package.json",
  "/%2e%2e/config.ts",
])("%s is not there", (path) => {
  expect(get(path)).toBeNull();
});

test("names the scripts inside index.html, and not those it loads", () => {
  expect(files.inline).toEqual({ scripts: ["early()"], styles: [] });
});

test("says so where the web app is not built", async () => {
  const answer = loadStaticFiles(join(folder, "nothing")).answer(new Request("http://localhost/"));
  expect(await answer?.text()).toContain("not built");
});

test("the thread that reads pictures alone may compile WebAssembly", () => {
  expect(get("/ocr/worker.min.js")?.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
  for (const path of ["/ocr/core.js", "/", "/payments", "/assets/app-BX12_abc.js"]) {
    expect(get(path)?.headers.get("content-security-policy")).toBeNull();
  }
});
