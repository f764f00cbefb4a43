import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly isImmutable: boolean;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer> | null;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
}

export interface StaticFiles {
  /** The answer to a GET or HEAD, or null where there is no such file and the address is not a page of the app. */
  answer(request: Request): Response | null;
  /** What index.html holds inline, for the content security policy. */
  readonly inline: { readonly scripts: readonly string[]; readonly styles: readonly string[] };
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  webp: "image/webp",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

const pictureThread = "/ocr/worker.min.js";
/**
 * The thread that reads text in pictures compiles WebAssembly, which no page may. A thread obeys the policy its own script
 * comes with, so this one may, and nothing else: https://w3c.github.io/webappsec-csp/#initialize-global-object-csp
 */
const threadPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Holds the built web app in memory. A folder that is not there is an app that is not built: a page says so. */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  const paths = existsSync(folder) ? listFiles(folder) : [];
  for (const path of paths) {
    if (/\.(br|gz|map)$/.test(path) || /(^|\/)\./.test(path)) continue;
    const plain = read(folder, path);
    files.set(`/${path}`, {
      type: types[path.split(".").at(-1) ?? ""] ?? "application/octet-stream",
      etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 27)}"`,
      isImmutable: /^assets\/.*[-.][\w-]{8,}\.\w+$/.test(path),
      plain,
      br: paths.includes(`${path}.br`) ? read(folder, `${path}.br`) : null,
      gzip: paths.includes(`${path}.gz`) ? read(folder, `${path}.gz`) : null,
    });
  }
  const index = files.get("/index.html") ?? notBuilt();
  const html = new TextDecoder().decode(index.plain);
  return {
    inline: { scripts: inlineContents(html, "script"), styles: inlineContents(html, "style") },
    answer(request) {
      const path = decodePath(request.url);
      const file = files.get(path);
      if (file !== undefined && path !== "/index.html") return respond(request, file, path === pictureThread);
      return isAppPage(path) ? respond(request, index) : null;
    },
  };
}

/** An address without a file name is a page that the app itself knows or says it does not know. */
function isAppPage(path: string): boolean {
  return path === "/index.html" || (!path.startsWith("/assets/") && !/\.[a-z0-9]{1,8}$/i.test(path));
}

function respond(request: Request, file: StaticFile, isThread = false): Response {
  const headers = new Headers({
    "content-type": file.type,
    "cache-control": file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "accept-encoding",
    ...(isThread ? { "content-security-policy": threadPolicy } : {}),
  });
  if (request.headers.get("if-none-match")?.includes(file.etag)) return new Response(null, { status: 304, headers });
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding =
    file.br !== null && /\bbr\b/.test(accepted)
      ? "br"
      : file.gzip !== null && /\bgzip\b/.test(accepted)
        ? "gzip"
        : null;
  const body = (encoding === "br" ? file.br : encoding === "gzip" ? file.gzip : null) ?? file.plain;
  if (encoding !== null) headers.set("content-encoding", encoding);
  headers.set("content-length", String(body.byteLength));
  return new Response(request.method === "HEAD" ? null : body, { headers });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function read(folder: string, path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, path)));
}

function decodePath(url: string): string {
  const { pathname } = new URL(url);
  try {
    return pathname === "/" ? "/index.html" : decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** The contents of inline elements: what has a `src` is fetched and needs no permission of its own. */
function inlineContents(html: string, tag: "script" | "style"): string[] {
  const pattern = new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, "g");
  return [...html.matchAll(pattern)].flatMap(([, attributes = "", content = ""]) =>
    /\bsrc=/.test(attributes) || content === "" ? [] : [content],
  );
}

function notBuilt(): StaticFile {
  const text =
    "<!doctype html><title>Maru</title><p>The web app is not built. Run <code>npx pnpm@12 build</code> and start again.</p>";
  return {
    type: "text/html; charset=utf-8",
    etag: '"not-built"',
    isImmutable: false,
    plain: new TextEncoder().encode(text),
    br: null,
    gzip: null,
  };
}
