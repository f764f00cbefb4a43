import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const source = join(import.meta.dirname, "../..");
const read = (end: string) =>
  readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(end))
    .flatMap((file) => readFileSync(join(source, file), "utf8").split("\n"))
    .filter((line) => !/^\s*(\*|\/\/|\/\*\*)/.test(line));

describe("what the service is called", () => {
  test("in Korean it is 아임포트, and 포트원 only the company, its console and its documents", () => {
    const lines = read(".ko.ts");
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.filter((line) => line.includes("i'mport"))).toEqual([]);
    const ofCompany = /포트원 (콘솔|문서)|포트원이나 카드사/;
    expect(lines.filter((line) => line.includes("포트원") && !ofCompany.test(line))).toEqual([]);
  });

  test("in English it is i'mport, and PortOne only the company, its console and its documents", () => {
    const ofCompany = /PortOne('s)? (console|documents)|PortOne or a card/;
    expect(read(".en.ts").filter((line) => line.includes("PortOne") && !ofCompany.test(line))).toEqual([]);
  });
});
