import { describe, expect, test } from "vitest";
import { type VendorPart, vendorDocument, vendorOperation } from "../testing/vendor-document.ts";
import { escrowFields, missingEscrowFields, splitAddress } from "./escrow-fields.ts";
import { type EscrowOrder, emptyParty } from "./escrow-order.ts";

const bare: Omit<EscrowOrder, "instructionId" | "impUid"> = {
  sender: emptyParty,
  receiver: emptyParty,
  courier: "CJGLS",
  invoice: "612345678901",
  sentAt: 1_795_000_000,
  receivingOn: null,
  dispatchAddress: null,
  products: [],
  sendEmail: null,
};

describe("what a PG needs of a delivery", () => {
  test.each([
    ["kcp", "register", []],
    ["ksnet", "register", []],
    ["nice_v2", "register", []],
    ["daou", "register", ["sender.relationship", "receivingOn", "dispatchAddress"]],
    [
      "html5_inicis",
      "register",
      [
        "sender.name",
        "sender.tel",
        "sender.postcode",
        "sender.address",
        "receiver.name",
        "receiver.tel",
        "receiver.postcode",
        "receiver.address",
      ],
    ],
  ] as const)("%s, %s: %j is missing of a bare order", (pg, mode, missing) => {
    expect(missingEscrowFields(pg, mode, bare)).toEqual(missing);
  });

  test.each(["smartro_v2", "welcome"])("a change at %s asks for what its registration asks: sources disagree", (pg) => {
    expect(escrowFields(pg, "change")).toEqual(escrowFields(pg, "register"));
  });

  test("addresses in two lines are those of Smartro and Welcome", () => {
    for (const pg of ["smartro_v2", "welcome"]) {
      expect(escrowFields(pg, "register")).toEqual(
        expect.arrayContaining(["receiver.addressLine1", "sender.addressLine2"]),
      );
      expect(escrowFields(pg, "register")).not.toContain("receiver.address");
    }
  });

  test("a PG without a delivery API needs nothing that could be sent", () => {
    expect(escrowFields("kakaopay", "register")).toBeUndefined();
    expect(escrowFields(null, "register")).toBeUndefined();
    expect(escrowFields("constructor", "register")).toBeUndefined();
  });
});

test.each([
  ["서울특별시 강남구 테헤란로 123, 4층 401호", ["서울특별시 강남구 테헤란로 123", "4층 401호"]],
  ["경기 성남시 분당구 판교역로 10번길 5 101동 202호", ["경기 성남시 분당구 판교역로 10번길 5", "101동 202호"]],
  ["서울 마포구 합정동 123-4 행복빌라 302호", ["서울 마포구 합정동 123-4", "행복빌라 302호"]],
  ["어딘가", ["어딘가", ""]],
])("parts %s where the building begins", (address, parts) => {
  expect(splitAddress(address)).toEqual(parts);
});

describe.skipIf(vendorDocument === undefined)("held against the vendor's document", () => {
  const wireNames: Readonly<Record<string, string>> = {
    addr: "address",
    "formed_address.address_line_1": "addressLine1",
    "formed_address.address_line_2": "addressLine2",
  };
  const requiredOf = (part: VendorPart | undefined, pg: string): string[] =>
    Object.entries(part?.properties ?? {}).flatMap(([name, field]) => {
      const inner = requiredOf(field, pg).map((each) => `${name}.${each}`);
      return field["x-portone-per-pg"]?.[pg]?.required === true && inner.length === 0 ? [name] : inner;
    });

  test("every PG with deliveries is asked at least what is marked required for it", () => {
    const pgs = vendorOperation("POST /escrows/logis/{imp_uid}")?.["x-portone-supported-pgs"] ?? [];
    expect(pgs).toHaveLength(7);
    for (const pg of pgs) {
      const of = (definition: string) => requiredOf(vendorDocument?.definitions?.[definition], pg);
      const marked = [
        ...of("EscrowLogisSenderAnnotation").map((name) => `sender.${wireNames[name] ?? name}`),
        ...of("EscrowLogisReceiverAnnotation").map((name) => `receiver.${wireNames[name] ?? name}`),
        ...of("EscrowLogisInfoAnnotation").map((name) => (name === "receiving_at" ? "receivingOn" : "dispatchAddress")),
      ];
      const asked: readonly string[] = escrowFields(pg, "register") ?? [];
      expect(asked, pg).toEqual(expect.arrayContaining(marked));
      // Welcome's own page asks for more than the document does.
      const more = asked.filter((field) => !["courier", "invoice", "sentAt", ...marked].includes(field));
      expect(more.length > 0, pg).toBe(pg === "welcome");
    }
  });
});
