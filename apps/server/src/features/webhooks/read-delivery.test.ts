import { describe, expect, it } from "vitest";
import { readDelivery, tellableHeaders } from "./read-delivery.ts";

const claim = { impUid: "imp_1", merchantUid: "m 1", status: "paid", cancellationId: null };
const nothing = { impUid: null, merchantUid: null, status: null, cancellationId: null };

describe("a webhook's body", () => {
  const readable = [
    ["application/json", '{"imp_uid":"imp_1","merchant_uid":"m 1","status":"paid","unheard_of":[1]}'],
    ["application/json; charset=utf-8", '{"imp_uid":"imp_1","merchant_uid":"m 1","status":"paid"}'],
    ["application/x-www-form-urlencoded", "imp_uid=imp_1&merchant_uid=m%201&status=paid"],
    [null, '{"imp_uid":"imp_1","merchant_uid":"m 1","status":"paid"}'],
    ["text/plain", "imp_uid=imp_1&merchant_uid=m+1&status=paid"],
  ] as const;
  for (const [type, body] of readable) {
    it(`is read as ${type}`, () => expect(readDelivery(type, body)).toEqual(claim));
  }

  const unreadable = [
    "",
    "null",
    "[]",
    "{",
    '{"imp_uid":7}',
    '{"imp_uid":""}',
    `{"imp_uid":"${"x".repeat(81)}"}`,
    "\0",
  ];
  for (const body of unreadable) {
    it(`claims nothing when it is ${JSON.stringify(body.slice(0, 20))}`, () => {
      expect(readDelivery("application/json", body)).toEqual(nothing);
    });
  }
});

it("keeps headers that say who called, and none that could let somebody in", () => {
  const headers = new Headers({
    "user-agent": "iamport",
    authorization: "x",
    Cookie: "x",
    "X-Access-Token": "x",
    "x-imp-secret": "x",
    "proxy-authorization": "x",
  });
  expect(tellableHeaders(headers)).toEqual({ "user-agent": "iamport" });
});
