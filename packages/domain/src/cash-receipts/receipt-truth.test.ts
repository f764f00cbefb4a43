import { describe, expect, test } from "vitest";
import { automaticReceiptAdvice, receiptEvidenceWords, receiptKnowledgeNames, receiptTruth } from "./receipt-truth.ts";
import { receiptWork, receiptWorkNames, receiptWorkWords } from "./receipt-work.ts";

const receipts = {
  nothing: { record: null, isOurs: false },
  live: { record: { isCancelled: false }, isOurs: true },
} as const;
const refunds = { none: 10_000, part: 6_000, whole: 0 } as const;

describe("N18: twelve combinations of flag, receipt and refund", () => {
  test.each([
    [false, "nothing", "none", "none_known", "none"],
    [false, "nothing", "part", "none_known", "none"],
    [false, "nothing", "whole", "none_known", "none"],
    [false, "live", "none", "issued_by_us", "none"],
    [false, "live", "part", "issued_by_us", "reissue"],
    [false, "live", "whole", "issued_by_us", "cancel"],
    [true, "nothing", "none", "likely_automatic", "none"],
    [true, "nothing", "part", "likely_automatic", "check_pg"],
    [true, "nothing", "whole", "likely_automatic", "check_pg"],
    [true, "live", "none", "issued_by_us", "none"],
    [true, "live", "part", "issued_by_us", "reissue"],
    [true, "live", "whole", "issued_by_us", "cancel"],
  ] as const)("flag %s, receipt %s, refund %s: %s, work %s", (isFlagged, receipt, refund, knowledge, work) => {
    const truth = receiptTruth({ isFlagged, ...receipts[receipt] });
    expect(truth.knowledge).toBe(knowledge);
    const due = receiptWork({
      knowledge: truth.knowledge,
      pgProvider: "smartro_v2",
      receiptAmount: receipt === "live" ? 10_000 : null,
      netAmount: refunds[refund],
      paidAmount: 10_000,
    });
    expect(due).toBe(work);
    const said = [
      receiptKnowledgeNames[truth.knowledge].ko,
      receiptEvidenceWords[truth.evidence].ko,
      receiptWorkNames[due].ko,
      receiptWorkWords[due].ko,
    ].join(" ");
    if (isFlagged) expect(said).not.toContain("없음");
  });

  test("nothing that can be said of a receipt claims that there is none", () => {
    const all = [
      receiptKnowledgeNames,
      receiptEvidenceWords,
      receiptWorkNames,
      receiptWorkWords,
      { automaticReceiptAdvice },
    ];
    for (const words of all) for (const { ko } of Object.values(words)) expect(ko).not.toContain("없음");
  });
});

describe("what is known of a receipt", () => {
  test.each([
    [
      "one that others issued",
      { isFlagged: true, record: { isCancelled: false }, isOurs: false },
      "issued_by_pg",
      "receipt_read",
    ],
    [
      "a cancelled one of ours",
      { isFlagged: false, record: { isCancelled: true }, isOurs: true },
      "cancelled",
      "own_record",
    ],
    [
      "ours cancelled, and the flag tells of another",
      { isFlagged: true, record: { isCancelled: true }, isOurs: true },
      "likely_automatic",
      "payment_flag",
    ],
    [
      "the PG's own, read as cancelled",
      { isFlagged: true, record: { isCancelled: true }, isOurs: false },
      "cancelled",
      "receipt_read",
    ],
    ["a PG without a look-up", { isFlagged: false, record: undefined, isOurs: false }, "none_known", "not_readable"],
    [
      "the same with the flag",
      { isFlagged: true, record: undefined, isOurs: false },
      "likely_automatic",
      "payment_flag",
    ],
  ] as const)("%s", (_name, facts, knowledge, evidence) => {
    expect(receiptTruth(facts)).toEqual({ knowledge, evidence });
  });
});

describe("the work a refund leaves", () => {
  const facts = { receiptAmount: 10_000, netAmount: 4_000, paidAmount: 10_000 } as const;
  test.each([
    ["most PGs follow by themselves", { ...facts, knowledge: "issued_by_us", pgProvider: "html5_inicis" }, "follows"],
    [
      "KSNET leaves window-issued ones alive, too",
      { ...facts, knowledge: "issued_by_pg", pgProvider: "ksnet", netAmount: 0 },
      "cancel",
    ],
    [
      "KSNET leaves it in part, too: cancel and issue again",
      { ...facts, knowledge: "issued_by_pg", pgProvider: "ksnet" },
      "reissue",
    ],
    [
      "Smartro follows for what was not issued by API",
      { ...facts, knowledge: "issued_by_pg", pgProvider: "smartro_v2" },
      "follows",
    ],
    [
      "a receipt for less than is left",
      { ...facts, knowledge: "issued_by_us", pgProvider: "kcp", receiptAmount: 3_000 },
      "reissue",
    ],
    [
      "a receipt whose amount cannot be read",
      { ...facts, knowledge: "issued_by_pg", pgProvider: "kcp", receiptAmount: null },
      "check_pg",
    ],
    ["a cancelled receipt", { ...facts, knowledge: "cancelled", pgProvider: "ksnet" }, "none"],
  ] as const)("%s", (_name, each, work) => {
    expect(receiptWork(each)).toBe(work);
  });
});
