import { describe, expect, test } from "vitest";
import { vendorDocument, vendorOperation } from "../testing/vendor-document.ts";
import { type ReceiptExtra, receiptExtras } from "./receipt-fields.ts";

const wireNames: Readonly<Record<string, ReceiptExtra>> = {
  identifier_type: "identifierType",
  type: "type",
  product_type: "productType",
  buyer_name: "buyerName",
  buyer_tel: "buyerTel",
  company_name: "companyName",
  company_tel: "companyTel",
  corp_reg_no: "merchantBusinessNumber",
  pay_method: "payMethod",
};

describe.skipIf(vendorDocument === undefined)(
  "what a receipt's form asks for, held against the vendor's document",
  () => {
    test.each([
      ["payment", "POST /receipts/{imp_uid}"],
      ["outside", "POST /receipts/external/{merchant_uid}"],
    ] as const)("%s: what is marked required for a PG, and nothing else", (source, operation) => {
      const { parameters = [], "x-portone-supported-pgs": pgs = [] } = vendorOperation(operation) ?? {};
      expect(pgs.length).toBeGreaterThan(10);
      for (const pg of pgs) {
        const marked = parameters.flatMap(({ name, "x-portone-per-pg": perPg }) => {
          const field = wireNames[name];
          const mark = perPg?.[pg];
          // Once the document misspells its own mark.
          const isRequired = mark !== undefined && ("requiqred" in mark || mark.required === true);
          return field !== undefined && isRequired ? [field] : [];
        });
        expect([...receiptExtras(source, pg)].sort(), pg).toEqual(marked.sort());
      }
    });

    test("every field that is marked required for some PG has its place in the form", () => {
      for (const operation of ["POST /receipts/{imp_uid}", "POST /receipts/external/{merchant_uid}"]) {
        const marked = (vendorOperation(operation)?.parameters ?? []).filter(({ "x-portone-per-pg": perPg = {} }) =>
          Object.values(perPg).some(({ required }) => required === true),
        );
        expect(marked.map(({ name }) => name).filter((name) => wireNames[name] === undefined)).toEqual([]);
      }
    });
  },
);
