import { expect, it } from "vitest";
import { englishInstrument } from "./english-instrument.ts";

it.each([
  ["신한카드", "Shinhan"],
  ["하나SK카드", "Hana"],
  ["KB국민은행", "KB Kookmin"],
  ["NH 농협은행", "NongHyup"],
  ["내일카드", undefined],
  ["toString", undefined],
  [null, undefined],
])("%s is called %s in English (K1)", (name, english) => {
  expect(englishInstrument(name)).toBe(english);
});
