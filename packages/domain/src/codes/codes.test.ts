import { describe, expect, test } from "vitest";
import { banks } from "./banks.ts";
import { cards } from "./cards.ts";
import { type CodeTable, nameOf } from "./code-table.ts";
import { couriers, currentCourierCode } from "./couriers.ts";
import { easyPayProviders, payMethods } from "./pay-methods.ts";
import { banksOfPg, pgBankCode, refundBanks } from "./pg-bank-codes.ts";
import { pgProviders } from "./pg-providers.ts";
import { awaitingDepositName, paymentStatusNames } from "./status-names.ts";

const tables: readonly (readonly [string, CodeTable])[] = [
  ["PGs", pgProviders],
  ["methods", payMethods],
  ["easy-pay brands", easyPayProviders],
  ["banks", banks],
  ["cards", cards],
  ["couriers", couriers],
  ["statuses", { ...paymentStatusNames, awaiting: awaitingDepositName }],
];

describe("names of codes", () => {
  test.each([
    [pgProviders, "html5_inicis", "ko", "KG이니시스"],
    [pgProviders, "kcp", "en", "NHN KCP"],
    [payMethods, "vbank", "ko", "가상계좌"],
    [banks, "088", "ko", "신한은행"],
    [banks, "31", "ko", "31"],
    [cards, "366", "en", "Shinhan"],
    [couriers, "KGB", "ko", "로젠택배"],
    [couriers, "HYUNDAI", "en", "Lotte"],
    [payMethods, "a_method_of_tomorrow", "ko", "a_method_of_tomorrow"],
    [payMethods, "constructor", "en", "constructor"],
    [payMethods, "__proto__", "en", "__proto__"],
    [payMethods, "", "ko", ""],
  ] as const)("%#: %j in %s is %j", (table, code, locale, name) => {
    expect(nameOf(table, code, locale)).toBe(name);
  });

  test.each(tables)("%s are complete in both languages, the English without Hangul", (_what, table) => {
    for (const [code, { ko, en }] of Object.entries(table)) {
      expect(ko.trim(), code).not.toBe("");
      expect(en, code).toMatch(/^[^\p{Script=Hangul}]+$/u);
    }
  });
});

describe("a bank in the PG's own code", () => {
  test.each([
    ["kcp", "004", "BK04", true],
    ["html5_inicis", "004", "04", true],
    ["inicis", "088", "88", true],
    ["tosspayments", "004", "004", true],
    ["danal_tpay", "090", "090", true],
    ["nice", "045", "045", true],
    ["daou", "011", "08", true],
    ["daou", "071", "31", true],
    ["daou", "005", "05", true],
    ["nice_v2", "088", "088", true],
    ["welcome", "039", "039", true],
    ["ksnet", "004", "004", false],
    ["a_pg_of_tomorrow", "004", "004", false],
  ])("%s writes %s as %s (documented: %s)", (pg, bank, code, isDocumented) => {
    expect(pgBankCode(pg, bank)).toEqual({ code, isDocumented });
  });

  test.each([
    ["Kiwoom's 31 is the post office, so iM Bank has no code there", "daou", "031"],
    ["Kiwoom does not take the savings cooperatives", "daou", "045"],
    ["the new NICE takes twelve banks only", "nice_v2", "090"],
    ["Welcome takes twelve banks only", "welcome", "011"],
    ["a securities account takes no refund", "tosspayments", "240"],
    ["the central bank has no customers", "kcp", "001"],
    ["an unknown code", "kcp", "999"],
    ["a two-digit code", "html5_inicis", "04"],
    ["a name of an object property", "daou", "constructor"],
  ])("%s", (_why, pg, bank) => {
    expect(pgBankCode(pg, bank)).toBeUndefined();
  });

  test("Welcome refunds to three banks at which it issues no more accounts", () => {
    for (const bank of ["020", "034", "081"]) {
      expect(pgBankCode("welcome", bank, "refund")).toEqual({ code: bank, isDocumented: true });
      expect(pgBankCode("welcome", bank, "virtual_account")).toBeUndefined();
    }
  });

  test("a PG's list has every bank once, by a code that no other bank has", () => {
    for (const pg of ["kcp", "html5_inicis", "daou", "nice_v2", "welcome", "tosspayments", "ksnet"]) {
      const list = banksOfPg(pg);
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
      for (const { bank, code } of list) expect(pgBankCode(pg, bank)?.code).toBe(code);
    }
    expect(banksOfPg("nice_v2")).toHaveLength(12);
    expect(banksOfPg("welcome")).toHaveLength(12);
    expect(banksOfPg("welcome", "virtual_account")).toHaveLength(9);
    expect(banksOfPg("daou")).toHaveLength(9);
  });

  test("every bank of the table has a name", () => {
    for (const bank of refundBanks) expect(nameOf(banks, bank, "ko")).not.toBe(bank);
  });
});

test.each([
  ["LOGEN", "KGB"],
  ["KOREX", "CJGLS"],
  ["HANJIN", "HANJIN"],
  ["toString", "toString"],
])("the courier code %s is sent as %s", (code, current) => {
  expect(currentCourierCode(code)).toBe(current);
});
