import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskWire } from "./mask-wire.ts";

describe("upstream's JSON for people who may not see buyers", () => {
  test("keeps keys and shapes and hides personal values, nested ones too", () => {
    expect(
      maskWire({
        imp_uid: "imp_448280090638",
        merchant_uid: "ORD-01012345678",
        amount: 30000,
        cancel_amount: 0,
        sandbox: false,
        name: "반팔 티셔츠",
        customer_uid: "minsu.kim@gmail.com",
        buyer_name: "김민수",
        buyer_email: "minsu.kim@gmail.com",
        buyer_tel: "010-1234-5678",
        buyer_addr: "서울특별시 성동구",
        buyer_postcode: "",
        vbank_num: "56391012345678",
        vbank_holder: null,
        card_number: 5365101234567890,
        custom_data: { anything: "김민수" },
        receipt_url: "https://pg.example/slip",
        cancel_receipt_urls: ["https://pg.example/1"],
        cancel_history: [{ reason: "010-1234-5678 요청", amount: 1000, receipt_url: null }],
        deposit_history: [{ depositor_name: "홍길동" }],
        extension: { REMITTER: "홍길동" },
        note_of_tomorrow: "연락처 010-1234-5678",
      }),
    ).toEqual({
      imp_uid: "imp_448280090638",
      merchant_uid: "ORD-01012345678",
      amount: 30000,
      cancel_amount: 0,
      sandbox: false,
      name: "반팔 티셔츠",
      customer_uid: "mi*******@gmail.com",
      buyer_name: "김*수",
      buyer_email: "mi*******@gmail.com",
      buyer_tel: "010-****-5678",
      buyer_addr: "***",
      buyer_postcode: "",
      vbank_num: "**********5678",
      vbank_holder: null,
      card_number: "************7890",
      custom_data: "***",
      receipt_url: "***",
      cancel_receipt_urls: ["***"],
      cancel_history: [{ reason: "010-****-5678 요청", amount: 1000, receipt_url: null }],
      deposit_history: [{ depositor_name: "홍*동" }],
      extension: { REMITTER: "홍*동" },
      note_of_tomorrow: "연락처 010-****-5678",
    });
  });

  test.each([
    ..."buyer_name buyer_email buyer_tel buyer_addr buyer_postcode vbank_num vbank_holder card_number".split(" "),
    ..."depositor_name REMITTER refund_holder refund_account refund_tel custom_data receipt_url".split(" "),
    ..."cancel_receipt_urls customer_name customer_tel customer_email customer_addr customer_postcode".split(" "),
    ..."identifier imp_key imp_secret access_token".split(" "),
  ])("hides under %s what only the key tells to be personal", (key) => {
    expect(JSON.stringify(maskWire({ [key]: "김민수김민수 비밀 101" }))).not.toMatch(/민|비밀/);
  });

  test("hides the secrets of the API should they ever come along", () => {
    expect(maskWire({ imp_key: "1234", imp_secret: "abcd", access_token: "token" })).toEqual({
      imp_key: "***",
      imp_secret: "***",
      access_token: "***",
    });
  });

  test("any JSON goes through, however deep, and keeps its outer shape", () => {
    const received = fc.jsonValue({ maxDepth: 6 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(received, (json) => {
        const masked = maskWire(json);
        expect(Array.isArray(masked)).toBe(Array.isArray(json));
        expect(JSON.parse(JSON.stringify({ masked }))).toEqual({ masked });
      }),
    );
    const deep = JSON.parse(`${"[".repeat(5_000)}"010-1234-5678"${"]".repeat(5_000)}`);
    expect(JSON.stringify(maskWire(deep))).toContain("***");
  });

  test("names that stand in it are hidden in its words, too", () => {
    const json = {
      buyer_name: "김민수",
      fail_reason: "예금주명 불일치 (홍길동, 김민수)",
      cancel_history: [{ reason: "김민수 요청" }],
      deposit_history: [{ depositor_name: "홍길동" }],
      status: "failed",
    };
    expect(JSON.stringify(maskWire(json))).not.toMatch(/김민수|홍길동/);
    expect(maskWire(json)).toMatchObject({ fail_reason: "예금주명 불일치 (홍*동, 김*수)", status: "failed" });
  });

  test("a name that another one begins with leaves nothing of the longer one in the open", () => {
    const json = { buyer_name: "John", vbank_holder: "John Smith", fail_reason: "John Smith refused" };
    expect(maskWire(json)).toMatchObject({ fail_reason: "J*** S**** refused" });
  });

  test("a key named __proto__ stays a key", () => {
    const json: unknown = JSON.parse('{"__proto__":{"buyer_name":"김민수"}}');
    expect(JSON.stringify(maskWire(json))).toBe('{"__proto__":{"buyer_name":"김*수"}}');
  });
});
