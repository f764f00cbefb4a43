import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The browsers that understand every part of our style sheet as it is written, `light-dark()` being the newest. */
const browsers = ["chrome123", "edge123", "firefox128", "safari17.5"];

/** What the sign-in page needs and every other page needs too. */
const beforeSignIn = new RegExp(
  [
    "src/lib/(?:auth|class-names|console-status|document-title|error-message|i18n|preferences)\\.tsx?$",
    "src/app/(?:language|notice|page-error|title-frame)\\.tsx?$",
    "src/components/ui/(?:auth-problem-text|banner|button|button-styles|field|icons|environment-band|select|skeleton|spinner|text-field)\\.tsx?$",
    "domain/src/(?:errors|permissions)\\.ts$",
    // What Vite fetches lazy modules with.
    "vite/preload-helper",
  ].join("|"),
);

/** What asks the server: it runs before the pages do, in a task of its own. */
const asking =
  /node_modules\/(?:@tanstack\/query-core|@trpc\/(?:client|server|tanstack-react-query))\/|src\/lib\/(?:early|early-link|forward-only-link|network-link|sign-out-link|trpc)\.ts$/;

/** What every page behind sign-in needs. The parts of tRPC that only live events need follow later. */
const afterSignIn = new RegExp(
  [
    "src/lib/(?:account-preferences|header-slot|live|session|session-watch|shortcuts)\\.tsx?$",
    "node_modules/react-router/",
    "node_modules/@tanstack/react-query/build/modern/useInfiniteQuery\\.js$",
    "src/app/(?:app|boot-screen|not-found-page|root|route-announcer|route-error|routes)\\.tsx?$",
    "src/components/(?:date-time|face|money|no-value|status-badge|test-tag)\\.tsx$",
    "src/components/ui/(?:failed-note|forbidden-note|icon-button|kbd|menu|popover|toast|toast-queue|tooltip)\\.tsx?$",
    "node_modules/@tanstack/react-query/build/modern/(?:QueryClientProvider|useBaseQuery|useQuery|useMutation)\\.js$",
    "src/features/payments/(?:filter-words|payment-list-face|payment-search)\\.tsx?$",
    "src/lib/count\\.ts$",
    "domain/src/(?:kst-time|payment-columns|payment-query-values|payment-status)\\.ts$",
    "domain/src/codes/(?:code-table|pay-methods|pg-providers|status-names)\\.ts$",
    "domain/src/money/(?:format-money|group-digits|money)\\.ts$",
  ].join("|"),
);

/** React Aria brings its words in thirty-odd languages; the console speaks two. */
function ariaLanguages(): Plugin {
  const unspoken = /react-(?:aria|stately|aria-components)\/.*\/(?!ko-KR|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: "maru:aria-languages",
    enforce: "pre",
    load: { filter: { id: unspoken }, handler: () => "export default {};" },
  };
}

/** Which modules each kind of first page will import, so that they can be fetched before any code asks for them. */
const firstPages = {
  "/sign-in": ["src/app/entry-app.tsx", "src/features/sign-in/sign-in-page.tsx"],
  "/payments": ["src/app/console-app.tsx", "src/app/shell/shell.tsx", "src/features/payments/payments-page.tsx"],
  "/": ["src/app/console-app.tsx", "src/app/shell/shell.tsx"],
};

/**
 * Hands before-paint.js the names of the files that first pages need, which only the build knows, and writes it into the
 * page itself: fetched apart, it would hold up everything by one more way to the server and back.
 */
function earlyFetching(): Plugin {
  return {
    name: "maru:early-fetching",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const filesOf = (sources: readonly string[]): string[] => {
        const files = new Set<string>();
        const visit = (fileName: string) => {
          if (files.has(fileName)) return;
          files.add(fileName);
          for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) visit(imported);
        };
        for (const source of sources) {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(source)));
          if (chunk === undefined) throw new Error(`The build has no ${source}.`);
          visit(chunk.fileName);
        }
        return [...files];
      };
      const pages = Object.fromEntries(
        Object.entries(firstPages).map(([path, sources]) => [
          path,
          Object.fromEntries(
            ["ko", "en"].map((language) => {
              const words = path === "/sign-in" ? "entry" : "work";
              return [language, filesOf([...sources, `src/app/messages/${words}.${language}.ts`])];
            }),
          ),
        ]),
      );
      const path = join(dir, "before-paint.js");
      const page = join(dir, "index.html");
      const [script, html] = await Promise.all([readFile(path, "utf8"), readFile(page, "utf8")]);
      if (!script.includes("const pages = {};")) throw new Error("before-paint.js has no place for the pages' files.");
      const reference = '<script src="/before-paint.js"></script>';
      if (!html.includes(reference)) throw new Error("index.html has no place for before-paint.js.");
      const written = script
        .replace("const pages = {};", () => `const pages = ${JSON.stringify(pages)};`)
        .replaceAll(/^\s*\/\/.*\n|^\s+/gm, "");
      await writeFile(
        page,
        html.replace(reference, () => `<script>${written}</script>`),
      );
      await rm(path);
    },
  };
}

/** The recogniser of text in pictures, under the names its own code asks for: it is fetched by nobody who does not use it. */
const pictureReader = {
  "worker.min.js": "tesseract.js/dist/worker.min.js",
  "tesseract-core-simd-lstm.wasm.js": "tesseract.js-core/tesseract-core-simd-lstm.wasm.js",
  // Packed as it is; a name of its own keeps servers from unpacking it on the way.
  "kor.traineddata": "@tesseract.js-data/kor/4.0.0_best_int/kor.traineddata.gz",
};

/** Serves it from our own origin, so that nothing is fetched from elsewhere and reading works without the internet. */
function pictureReading(): Plugin {
  const resolve = createRequire(import.meta.url).resolve;
  const files = new Map(Object.entries(pictureReader).map(([name, source]) => [`/ocr/${name}`, resolve(source)]));
  return {
    name: "maru:picture-reading",
    async generateBundle() {
      for (const [path, source] of files) {
        this.emitFile({ type: "asset", fileName: path.slice(1), source: await readFile(source) });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const source = files.get(request.url ?? "");
        if (source === undefined) return next();
        response.setHeader("content-type", source.endsWith(".js") ? "text/javascript" : "application/octet-stream");
        readFile(source).then((bytes) => response.end(bytes), next);
      });
    },
  };
}

/** Writes a `.br` and a `.gz` beside every file worth it, so that serving one costs no work. */
function precompressed(): Plugin {
  const worthwhile = /\.(?:js|css|html|svg|json|txt)$/;
  const smallest = 1024;
  const largestBest = 1024 * 1024;
  const brotli = promisify(brotliCompress);
  const gzipped = promisify(gzip);
  return {
    name: "maru:precompressed",
    apply: "build",
    // Last of all: what other plugins write is compressed too.
    enforce: "post",
    async closeBundle() {
      const dir = join(import.meta.dirname, "dist");
      const files = await readdir(dir, { recursive: true });
      await Promise.all(
        files
          .filter((file) => worthwhile.test(file) && !file.startsWith(".vite"))
          .map(async (file) => {
            const path = join(dir, file);
            const bytes = await readFile(path);
            if (bytes.length < smallest) return;
            const [br, gz] = await Promise.all([
              brotli(bytes, {
                params: {
                  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
                  [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
                  // The last few percent of a file of megabytes would hold up every build.
                  ...(bytes.length > largestBest ? { [constants.BROTLI_PARAM_QUALITY]: 6 } : {}),
                },
              }),
              gzipped(bytes, { level: constants.Z_BEST_COMPRESSION }),
            ]);
            await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
          }),
      );
    },
  };
}

export default defineConfig({
  plugins: [ariaLanguages(), react(), tailwindcss(), earlyFetching(), pictureReading(), precompressed()],
  server: {
    proxy: Object.fromEntries(
      ["/trpc", "/api", "/healthz", "/readyz"].map((path) => [
        path,
        process.env.MARU_SERVER ?? "http://127.0.0.1:8787",
      ]),
    ),
  },
  build: {
    target: browsers,
    manifest: true,
    // Everything is a file of its own: the security policy allows no data: scripts, styles or fonts.
    assetsInlineLimit: 0,
    // The entry would name every file of every page in advance. What a page shares with the list is there already, so
    // naming the rest is not worth its bytes before the first row.
    modulePreload: { resolveDependencies: (_file, files) => files.filter((file) => file.endsWith(".css")) },
    // Tells which version of which library is where; nothing that a reader of the page needs.
    reportCompressedSize: false,
    rolldownOptions: {
      // tRPC's client does not say so of itself: without it, links that nobody uses stay in the build.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/@trpc\/client\//, sideEffects: false }] },
      output: {
        codeSplitting: {
          // Small modules that always travel together travel as one file: fewer requests, and brotli sees more at once.
          // What only one page or one overlay needs stays out of both, in chunks that Rolldown finds by itself.
          groups: [
            { name: "react", priority: 3, test: /node_modules\/(?:react|react-dom|scheduler)\// },
            { name: "entry", priority: 2, test: beforeSignIn },
            { name: "asking", priority: 2, test: asking },
            { name: "console", priority: 1, test: afterSignIn },
          ],
        },
      },
    },
  },
});
