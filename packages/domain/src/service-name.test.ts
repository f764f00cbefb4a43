import { describe, expect, test } from "vitest";

const sources = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./testing/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const sentences = Object.values(sources).flatMap((source) =>
  [...source.matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)]
    .map(([text]) => text)
    .filter((text) => /[가-힣]/.test(text)),
);

describe("in Korean", () => {
  test("the service is called 아임포트, as its customers write it", () => {
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((text) => text.includes("i'mport"))).toEqual([]);
  });

  test("포트원 is the company that runs it: its console, its documents, its help", () => {
    const ofCompany = /포트원 (콘솔|개발자센터|헬프센터|문서)|포트원에 기록 정정|"포트원"|"포트원결제번호"/;
    expect(sentences.filter((text) => text.includes("포트원") && !ofCompany.test(text))).toEqual([]);
  });
});
