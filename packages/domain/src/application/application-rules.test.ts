import { describe, expect, test } from "vitest";
import { pgProviders } from "../codes/pg-providers.ts";
import {
  applicationMethodNames,
  applicationMethods,
  integrationsOf,
  paymentTypesOf,
  pgsOfMethod,
} from "./application-catalog.ts";
import { applicationChange, newApplications, plainFileName } from "./application-forms.ts";
import {
  applicationMove,
  applicationStates,
  mayCancelApplication,
  nextApplicationStates,
} from "./application-state.ts";
import {
  type BusinessInformation,
  businessInformation,
  businessProblems,
  type CertificateValue,
  emptyBusiness,
} from "./business-information.ts";
import { usualDocuments } from "./document-kinds.ts";

describe("the way of an application", () => {
  test("is taken back only before the PG has it (G7)", () => {
    expect(applicationStates.filter(mayCancelApplication)).toEqual(["draft", "submitted"]);
    expect(applicationStates.filter((from) => applicationMove(from, "cancelled") === "cancel")).toEqual([
      "draft",
      "submitted",
    ]);
  });

  test.each([
    ["draft", "submitted", "forward"],
    ["received", "contract", "forward"],
    ["contract", "live", "forward"],
    ["card_review", "documents", "correction"],
    ["live", "card_review", "correction"],
    ["submitted", "rejected", "reject"],
    ["draft", "rejected", null],
    ["live", "rejected", null],
    ["rejected", "screening", "correction"],
    ["rejected", "draft", null],
    ["cancelled", "draft", "correction"],
    ["cancelled", "submitted", null],
    ["received", "cancelled", null],
    ["live", "live", null],
  ] as const)("from %s to %s it is %s", (from, to, move) => {
    expect(applicationMove(from, to)).toBe(move);
  });

  test("leads from every state somewhere, so that nothing recorded wrongly stays so", () => {
    for (const from of applicationStates) expect(nextApplicationStates(from).length).toBeGreaterThan(0);
  });
});

describe("what can be applied for", () => {
  test("every method has PGs whose names are known, and each of them takes it one-time", () => {
    for (const method of applicationMethodNames) {
      for (const pgProvider of pgsOfMethod(method)) {
        expect(Object.keys(pgProviders)).toContain(pgProvider);
        expect(paymentTypesOf({ method, pgProvider })).toContain("one_time");
      }
    }
    expect(new Set(applicationMethodNames.map((method) => applicationMethods[method].category)).size).toBe(4);
  });

  test.each([
    ["card", "tosspayments", "subscription", ["window", "api"]],
    ["card", "nice_v2", "subscription", ["api"]],
    ["card", "kicc", "subscription", ["window"]],
    ["card", "kicc", "key_in", []],
    ["card", "ksnet", "key_in", ["api"]],
    ["kakaopay", "kakaopay", "subscription", ["window"]],
    ["kakaopay", "kcp", "subscription", []],
    ["kakaopay", "kcp", "key_in", []],
    ["phone", "danal", "subscription", ["window", "api"]],
    ["phone", "kcp", "subscription", []],
    ["vbank", "kcp", "subscription", []],
    ["identity", "danal", "subscription", []],
    ["paypal", "kcp", "one_time", []],
  ] as const)("%s at %s as %s: %j", (method, pgProvider, paymentType, integrations) => {
    expect(integrationsOf({ method, pgProvider, paymentType })).toEqual(integrations);
  });

  test("a choice no PG offers is no application", () => {
    const choice = { method: "card", pgProvider: "kcp", paymentType: "one_time", integration: "window" };
    expect(newApplications.safeParse({ choices: [choice] }).success).toBe(true);
    expect(newApplications.safeParse({ choices: [{ ...choice, integration: "api" }] }).success).toBe(false);
    expect(newApplications.safeParse({ choices: [{ ...choice, pgProvider: "kakaopay" }] }).success).toBe(false);
    expect(newApplications.safeParse({ choices: [] }).success).toBe(false);
  });

  test("a corporation brings two papers more, and an identity check no account", () => {
    expect(usualDocuments("corporation", "card")).toContain("corporate_register");
    expect(usualDocuments("sole", "card")).not.toContain("corporate_register");
    expect(usualDocuments(null, "identity")).not.toContain("bank_account_copy");
  });
});

const typed = (value: string, isConfirmed = true): CertificateValue => ({ value, source: "typed", isConfirmed });
const complete: BusinessInformation = {
  ...emptyBusiness,
  certificate: {
    businessNumber: typed("124-81-00998"),
    companyName: typed("주식회사 마루상점"),
    representative: typed("홍길동"),
    openedOn: typed("2019-03-11"),
    address: typed("서울특별시 마포구 월드컵북로 12"),
    businessType: typed("소매업"),
    businessItem: typed("의류"),
  },
  companyForm: "corporation",
  representativeTel: "010-1234-5678",
  representativeEmail: "ceo@example.com",
  contactName: "김담당",
  contactTel: "02-123-4567",
  contactEmail: "staff@example.com",
  serviceKind: "web",
  serviceUrl: "https://shop.example.com",
  salesItems: "의류",
  monthlyVolume: 0,
};

describe("the business information", () => {
  test("may be kept half-filled, and says everything that is missing", () => {
    expect(businessInformation.safeParse(emptyBusiness).success).toBe(true);
    expect(businessProblems(emptyBusiness).every(({ kind }) => kind === "missing")).toBe(true);
    expect(businessProblems(emptyBusiness)).toHaveLength(17);
  });

  test("is complete with a volume of zero, and without a memo", () => {
    expect(businessProblems(complete)).toEqual([]);
  });

  test.each([
    ["a number whose check digit is wrong", { businessNumber: typed("124-81-00997") }, "businessNumber", "wrong"],
    ["a number of nine digits", { businessNumber: typed("124-81-0099") }, "businessNumber", "wrong"],
    ["a day that is none", { openedOn: typed("2019-02-30") }, "openedOn", "wrong"],
    [
      "a value that nobody compared",
      { address: { value: "서울", source: "ocr", isConfirmed: false } as const },
      "address",
      "unconfirmed",
    ],
    ["blanks", { companyName: typed("  ") }, "companyName", "missing"],
  ] as const)("stops at %s", (_name, part, field, kind) => {
    const information = { ...complete, certificate: { ...complete.certificate, ...part } };
    expect(businessProblems(information)).toEqual([{ field, kind }]);
  });

  test.each([
    ["representativeTel", "1234"],
    ["contactEmail", "nobody"],
    ["serviceUrl", "javascript:alert(1)"],
    ["serviceUrl", "shop.example.com"],
  ] as const)("stops at a %s of %s", (field, value) => {
    expect(businessProblems({ ...complete, [field]: value })).toEqual([{ field, kind: "wrong" }]);
  });

  test("takes no control characters", () => {
    expect(businessInformation.safeParse({ ...complete, contactName: "a\u0000b" }).success).toBe(false);
    expect(businessInformation.safeParse({ ...complete, memo: "첫 줄\n둘째 줄" }).success).toBe(true);
  });
});

describe("the form of an application", () => {
  const change = { applicationId: "a", version: 1, ownerId: null, dueOn: null, mid: "", contacts: [], documents: [] };
  test.each([
    ["as it is", {}, true],
    ["due on a day", { dueOn: "2026-12-01" }, true],
    ["due on no day", { dueOn: "2026-02-30" }, false],
    [
      "a paper twice",
      {
        documents: [
          { kind: "contract", state: "needed" },
          { kind: "contract", state: "sent" },
        ],
      },
      false,
    ],
    ["a contact without a name", { contacts: [{ name: " ", role: "", tel: "", email: "" }] }, false],
  ] as const)("%s", (_name, part, isTaken) => {
    expect(applicationChange.safeParse({ ...change, ...part }).success).toBe(isTaken);
  });
});

test.each([
  ["사업자등록증.pdf", "사업자등록증.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\me\\id card.png", "id card.png"],
  ['a"\r\nX-Evil: 1\r\n\r\n.pdf', "aX-Evil 1.pdf"],
  ["\u202Egpj.exe", "gpj.exe"],
  ["....", ""],
  [".htaccess", "htaccess"],
  [`${"가".repeat(200)}.jpeg`, `${"가".repeat(115)}.jpeg`],
  ["\ud800.png", "�.png"],
])("the file name %j is kept as %j", (name, kept) => {
  expect(plainFileName(name)).toBe(kept);
});
