import { describe, expect, test } from "vitest";
import { isBusinessNumber } from "./business-number.ts";
import { identifierProblem, maskIdentifier } from "./receipt-identifier.ts";

describe("a business registration number", () => {
  // Numbers that companies print at the foot of their own sites.
  test.each([
    ["1248100998", "Samsung Electronics"],
    ["2208162517", "NAVER"],
    ["1208147521", "Kakao"],
    ["1208800767", "Coupang"],
    ["1208765763", "Woowa Brothers"],
  ])("%s is one (%s)", (digits) => {
    expect(isBusinessNumber(digits)).toBe(true);
  });

  test.each(["1248100999", "1248100988", "2148100998", "0000000000", "124810099", "12481009988", "124-81-0099"])(
    "%s is none",
    (digits) => {
      expect(isBusinessNumber(digits)).toBe(false);
    },
  );

  test("any one wrong digit is noticed", () => {
    const right = "1248100998";
    for (let at = 0; at < right.length; at += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        const changed = right.slice(0, at) + digit + right.slice(at + 1);
        // The tens that the ninth digit carries make two values of it alike for the check.
        if (changed !== right && at !== 8) expect(isBusinessNumber(changed), changed).toBe(false);
      }
    }
  });
});

describe("an identifier", () => {
  test.each([
    ["person", "phone", "010-1234-5678", undefined],
    ["person", "phone", "０１０１２３４５６７８", undefined],
    ["person", "phone", "0111234567", undefined],
    ["person", "phone", "0212345678", "identifier_not_mobile"],
    ["person", "phone", "010123456", "identifier_length"],
    ["person", "phone", "", "identifier_empty"],
    ["person", "phone", "010-abcd-5678", "identifier_not_digits"],
    ["person", "person", "900101-1234567", undefined],
    ["person", "person", "901301-1234567", "identifier_not_a_date"],
    ["person", "person", "900101-123456", "identifier_length"],
    ["person", "taxcard", "1234-5678-9012-345678", undefined],
    ["person", "taxcard", "123456", "identifier_length"],
    ["company", "business", "124-81-00998", undefined],
    ["company", "business", "124-81-00999", "identifier_check_digit"],
    ["company", "business", "12481009", "identifier_length"],
    ["company", "phone", "010-1234-5678", "identifier_pair"],
    ["person", "business", "124-81-00998", "identifier_pair"],
  ] as const)("%s with %s %s: %s", (type, identifierType, text, problem) => {
    expect(identifierProblem(type, identifierType, text)).toBe(problem);
  });

  test.each([
    ["phone", "010-1234-5678", "010-****-5678"],
    ["business", "124-81-00998", "124-81-*****"],
    ["taxcard", "123456789012345678", "**************5678"],
    ["person", "900101-1234567", "******-*******"],
    ["person", "1", "******-*******"],
  ] as const)("a %s is shown as %s shows it", (identifierType, text, masked) => {
    expect(maskIdentifier(identifierType, text)).toBe(masked);
  });
});
