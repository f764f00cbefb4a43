import { expect, test } from "vitest";
import { courierOfText } from "./courier-of-text.ts";

test.each([
  ["CJ대한통운", "CJGLS"],
  ["CJ 대한통운", "CJGLS"],
  ["대한통운택배", "CJGLS"],
  ["cj택배", "CJGLS"],
  ["(주)씨제이대한통운", "CJGLS"],
  ["CJ Logistics", "CJGLS"],
  ["KOREX", "CJGLS"],
  ["한진", "HANJIN"],
  ["한진택배", "HANJIN"],
  ["hanjin", "HANJIN"],
  ["롯데택배", "HYUNDAI"],
  ["롯데글로벌로지스", "HYUNDAI"],
  ["현대택배", "HYUNDAI"],
  ["Lotte", "HYUNDAI"],
  ["로젠", "KGB"],
  ["로젠택배", "KGB"],
  ["LOGEN", "KGB"],
  ["우체국", "EPOST"],
  ["우체국택배", "EPOST"],
  ["우체국소포", "EPOST"],
  ["등기", "REGISTPOST"],
  ["우편등기", "REGISTPOST"],
  ["대신택배", "DAESIN"],
  ["KG로지스", "DONGBU"],
  ["드림택배", "DONGBU"],
  ["옐로우캡", "YELLOWCAP"],
  ["천일택배", "CHUNIL"],
  ["일양로지스", "ILYANG"],
  ["편의점택배", "CVSNET"],
  ["GS25편의점택배", "CVSNET"],
  ["경동", "KDEXP"],
  ["경동택배", "KDEXP"],
  ["호남택배", "HONAM"],
  ["우리택배", "HONAM"],
  ["합동택배", "HDEXP"],
  ["ＣＪ대한통운", "CJGLS"],
  ["에스씨로지스", "SAGAWA"],
  ["기타", "ETC"],
])("takes %s for %s", (text, code) => {
  expect(courierOfText(text)).toBe(code);
});

test.each(["", "택배", "쿠팡", "CU편의점택배", "constructor", "알 수 없음"])("does not guess what %j means", (text) => {
  expect(courierOfText(text)).toBeUndefined();
});
