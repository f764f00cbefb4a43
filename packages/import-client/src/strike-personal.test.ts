import { AppError } from "@maru/domain";
import { describe, expect, it, test } from "vitest";
import { personalIn, strikePersonal, withholdPersonal } from "./strike-personal.ts";

describe("what is struck out of a PG's words", () => {
  test.each([
    ["a telephone as it was sent", "010-1234-5678", "010-1234-5678 번호 오류", "*** 번호 오류"],
    ["a telephone without its hyphens", "010-1234-5678", "[01012345678]", "[***]"],
    ["a telephone with points and spaces", "01012345678", "010.1234 5678 없음", "*** 없음"],
    ["a telephone dialled at home", "+82 10-1234-5678", "010-1234-5678", "***"],
    ["an e-mail address in capitals", "kim@example.com", "KIM@EXAMPLE.COM 반송", "*** 반송"],
    ["an account in groups", "110123456789", "계좌 110-123-456789 오류", "계좌 *** 오류"],
    ["a resident number with its hyphen", "9001011234567", "900101-1234567", "***"],
    ["a card the PG had hidden and now shows", "433012******1234", "4330-1299-8877-1234 거절", "*** 거절"],
    ["a short number that an account's last digits are not", "123", "코드 123", "코드 123"],
    ["a code of the PG that is no part of it", "010-1234-5678", "[8178|1234]", "[8178|1234]"],
  ])("%s", (_what, value, words, struck) => {
    expect(strikePersonal(words, [value])).toBe(struck);
  });

  it("is the whole number where another is a part of it", () => {
    expect(strikePersonal("01012345678", ["5678", "010-1234-5678"])).toBe("***");
  });
});

it("finds what is personal in a request wherever it stands, and nothing else", () => {
  const body = {
    imp_uid: "imp_1",
    amount: 1000,
    refund_account: "110123456789",
    receiver: { name: "김마루", tel: "010-1234-5678", formed_address: { address_line_1: "서울" } },
    products: [{ id: "p-1", tel: "02-123-4567" }],
    buyer_email: "kim@example.com",
    buyer_tel: null,
  };
  expect(personalIn(body)).toEqual(["110123456789", "010-1234-5678", "02-123-4567", "kim@example.com"]);
});

it("leaves an outcome its code and facts and takes the person out of its words", () => {
  const values = ["010-1234-5678"];
  const words = "01012345678 님 거절";
  const refused = { kind: "refused", message: words, upstreamCode: -1, httpStatus: 200 } as const;
  expect(withholdPersonal(refused, values)).toEqual({ ...refused, message: "*** 님 거절" });
  const cause = new AppError("UPSTREAM_UNAVAILABLE", `i'mport refused: ${words}`, {
    details: { message: words, httpStatus: 500 },
  });
  const unknown = withholdPersonal({ kind: "unknown", cause } as const, values);
  expect(unknown).toMatchObject({
    cause: { code: "UPSTREAM_UNAVAILABLE", reason: "i'mport refused: *** 님 거절" },
  });
  expect(unknown).toMatchObject({ cause: { details: { message: "*** 님 거절", httpStatus: 500 } } });
  const done = { kind: "accepted", message: words } as const;
  expect(withholdPersonal(done, values)).toBe(done);
});
