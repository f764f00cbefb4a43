import { describe, expect, test } from "vitest";
import { vendorDocument, vendorOperation } from "../testing/vendor-document.ts";
import {
  type AccountField,
  accountLimits,
  accountNeeds,
  isOrderNumberFor,
  missingAccountFields,
} from "./account-fields.ts";

describe("what a PG needs to issue an account", () => {
  test.each([
    ["html5_inicis", ["holder", "buyerName", "buyerEmail", "pgApiKey"]],
    ["nice", ["holder"]],
    ["nice_v2", []],
    ["settle", ["holder"]],
    ["smartro_v2", ["holder", "buyerName", "buyerEmail", "buyerTel"]],
    ["tosspayments", ["buyerName"]],
    ["ksnet", ["buyerName", "productType"]],
    ["welcome", ["buyerName"]],
  ] as const)("%s: %j is missing of an empty form", (pg, missing) => {
    expect(missingAccountFields(pg, {})).toEqual(missing);
    expect(missingAccountFields(pg, { holder: " ", buyerName: null })).toEqual(missing);
    const filled = Object.fromEntries(missing.map((field) => [field, "x"]));
    expect(missingAccountFields(pg, filled)).toEqual([]);
  });

  test("nothing, where none is issued by API", () => {
    for (const pg of ["kcp", "danal_tpay", "constructor", null]) {
      expect(accountNeeds(pg)).toBeUndefined();
      expect(missingAccountFields(pg, {})).toEqual([]);
    }
  });

  test("no field is both needed and optional, and no form asks for a holder nobody writes down", () => {
    for (const pg of ["html5_inicis", "nice", "nice_v2", "settle", "smartro_v2", "tosspayments", "ksnet", "welcome"]) {
      const { required = [], optional = [], takesHolder } = accountNeeds(pg) ?? {};
      expect(
        required.filter((field) => optional.includes(field)),
        pg,
      ).toEqual([]);
      expect([...required, ...optional].includes("holder"), pg).toBe(takesHolder);
    }
  });

  test.each([
    ["nice_v2", "ORD-2026/1", true],
    ["smartro_v2", "ORD20261", true],
    ["smartro_v2", "ORD-2026", false],
    ["smartro_v2", "주문1", false],
    ["nice_v2", "", false],
    ["nice_v2", "x".repeat(41), false],
  ])("an order number at %s: %s is %s", (pg, merchantUid, isTaken) => {
    expect(isOrderNumberFor(pg, merchantUid)).toBe(isTaken);
  });
});

describe.skipIf(vendorDocument === undefined)("held against the vendor's document", () => {
  const names: Readonly<Record<string, AccountField>> = {
    vbank_holder: "holder",
    product_type: "productType",
    buyer_name: "buyerName",
    buyer_email: "buyerEmail",
    buyer_tel: "buyerTel",
    pg_api_key: "pgApiKey",
  };
  const operation = vendorOperation("POST /vbanks");
  const parameter = (name: string) => operation?.parameters?.find((one) => one.name === name);

  test("every PG that issues accounts needs exactly what is marked required for it", () => {
    const pgs = operation?.["x-portone-supported-pgs"] ?? [];
    expect(pgs).toHaveLength(8);
    for (const pg of pgs) {
      const marked = Object.entries(names).flatMap(([wire, field]) =>
        parameter(wire)?.["x-portone-per-pg"]?.[pg]?.required === true ? [field] : [],
      );
      expect([...(accountNeeds(pg)?.required ?? ["no needs"])].sort(), pg).toEqual(marked.sort());
    }
  });

  test("what only some PGs read is offered to them alone", () => {
    const some: readonly (readonly [string, AccountField])[] = [
      ["vbank_num", "fixedNumber"],
      ["vbank_key", "fixedKey"],
      ["tax_free", "taxFree"],
      ["vat_amount", "vat"],
      ["business_registration_number", "buyerBusinessNumber"],
    ];
    for (const [wire, field] of some) {
      const readers = parameter(wire)?.["x-portone-supported-pgs"] ?? [];
      const offered = (operation?.["x-portone-supported-pgs"] ?? []).filter((pg) =>
        accountNeeds(pg)?.optional.includes(field),
      );
      expect(offered.sort(), wire).toEqual([...readers].sort());
    }
  });

  test("texts are as long as it says", () => {
    const lengths: Readonly<Record<keyof typeof accountLimits, string>> = {
      holder: "vbank_holder",
      orderName: "name",
      buyerName: "buyer_name",
      buyerEmail: "buyer_email",
      buyerTel: "buyer_tel",
      fixedKey: "vbank_key",
      merchantUid: "merchant_uid",
    };
    for (const [field, wire] of Object.entries(lengths)) {
      const longest = Object.entries(accountLimits).find(([name]) => name === field)?.[1];
      expect(Number(parameter(wire)?.maxLength), wire).toBe(longest);
    }
  });
});
