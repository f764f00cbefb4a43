import { describe, expect, test } from "vitest";

declare global {
  interface ImportMeta {
    /** Vite's: the text of every matching file. */
    glob(
      patterns: readonly string[],
      options: { query: "?raw"; import: "default"; eager: true },
    ): Record<string, string>;
  }
}

const sources = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./testing/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The type check already refuses Node and the DOM; this refuses what every JavaScript runtime has. */
describe("the domain", () => {
  test.each([
    ["reads no clock", /Date\.now|new Date\(\)|performance\./],
    ["rolls no dice", /Math\.random|crypto\./],
    ["asks no runtime for its zone or language", /getTimezoneOffset|toLocale|\.get(?:Hours|Date|Day|Month|FullYear)\(/],
    ["reaches for nothing global", /\bglobalThis\b/],
  ])("%s", (_promise, forbidden) => {
    const guilty = Object.entries(sources).filter(([, source]) => forbidden.test(source));
    expect(guilty.map(([file]) => file)).toEqual([]);
  });

  test("imports its own files, zod/mini and the reader of addresses, nothing else", () => {
    const libraries = ["zod/mini", "ipaddr.js"];
    const imported = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier = ""]) => specifier),
    );
    expect(imported.length).toBeGreaterThan(20);
    expect(
      imported.filter((specifier) => !/^\.\.?\/.*\.ts$/.test(specifier) && !libraries.includes(specifier)),
    ).toEqual([]);
  });
});
