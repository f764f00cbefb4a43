import { describe, expect, test } from "vitest";
import { pgProviders } from "../codes/pg-providers.ts";
import { vendorDocument, vendorOperation } from "../testing/vendor-document.ts";
import { type Capability, capabilityAnswerNames, capabilityAnswerWords } from "./capability.ts";
import { capabilityDecisions } from "./capability-decisions.ts";
import { type CapabilityAction, capabilityKinds } from "./capability-kinds.ts";
import { capabilityOf, mayBeTried } from "./capability-of.ts";

const isAction = (text: string): text is CapabilityAction => Object.hasOwn(capabilityKinds, text);
const actions = Object.keys(capabilityKinds).filter(isAction);
const pgs = Object.keys(pgProviders);
const cells = actions.flatMap((action) => pgs.map((pg) => ({ action, pg, cell: capabilityOf(pg, action) })));

describe("what a PG does", () => {
  test.each<[string, CapabilityAction, Capability["answer"]]>([
    ["nice_v2", "issueVirtualAccount", "by_contract"],
    ["kcp", "issueVirtualAccount", "no"],
    ["settle", "changeVirtualAccount", "yes"],
    ["html5_inicis", "changeVirtualAccount", "no"],
    ["tosspayments", "revokeVirtualAccount", "yes"],
    ["kcp", "revokeVirtualAccount", "disagree"],
    ["danal_tpay", "revokeVirtualAccount", "disagree"],
    ["mobilians_v2", "revokeVirtualAccount", "disagree"],
    ["settle", "issueCashReceipt", "yes"],
    ["settle", "getCashReceipt", "no"],
    ["kicc", "cancelCashReceipt", "no"],
    ["smartro", "issueCashReceipt", "disagree"],
    ["daou", "issueExternalCashReceipt", "no"],
    ["kcp", "changeDelivery", "disagree"],
    ["nice_v2", "registerDelivery", "yes"],
    ["nice_v2", "changeDelivery", "no"],
    ["ksnet", "changeDelivery", "by_contract"],
    ["naverco", "stepNaverOrder", "yes"],
    ["naverpay", "stepNaverOrder", "no"],
    ["naverpay", "confirmNaverPayment", "yes"],
    ["payco", "changePaycoOrder", "yes"],
    ["paymentwall", "reportPaymentwallDelivery", "yes"],
    ["galaxia", "revokeBarcode", "yes"],
    ["kcp_quick", "deleteKcpQuickKey", "yes"],
    ["nice_v2", "deleteBillingKey", "yes"],
    ["tosspay_v2", "moveSchedule", "no"],
    ["html5_inicis", "issueBillingKey", "disagree"],
    ["danal", "getCertification", "yes"],
    ["a_pg_of_tomorrow", "issueVirtualAccount", "no"],
    ["constructor", "issueCashReceipt", "no"],
  ])("%s, %s: %s", (pg, action, answer) => {
    const cell = capabilityOf(pg, action);
    expect(cell.answer).toBe(answer);
    expect(mayBeTried(cell)).toBe(answer !== "no");
  });

  test("nothing at all where nobody knows the PG", () => {
    for (const action of actions) expect(capabilityOf(null, action).answer).toBe("no");
  });

  test("every cell of every PG is cited, with a page and the words that say so", () => {
    expect(cells.length).toBeGreaterThan(2000);
    for (const { action, pg, cell } of cells) {
      const at = `${pg} ${action}`;
      for (const { title, url, part, says } of cell.citations) {
        expect(title, at).not.toBe("");
        expect(url, at).toMatch(/^https:\/\/developers\.portone\.io\//);
        expect(part, at).not.toBe("");
        if (cell.answer !== "disagree") expect(says, at).toBe(cell.answer);
      }
      const said = new Set(cell.citations.map(({ says }) => says));
      if (cell.answer === "disagree") expect(said.size, at).toBeGreaterThan(1);
    }
  });

  test("a cell without a source, and a disagreement with one, do not compile", () => {
    const citation = capabilityOf("kcp", "issueVirtualAccount").citations[0];
    // @ts-expect-error: no citation
    const uncited: Capability = { answer: "yes", citations: [] };
    // @ts-expect-error: one citation cannot disagree with itself
    const lonely: Capability = { answer: "disagree", citations: [citation] };
    expect([uncited.citations.length, lonely.citations.length]).toEqual([0, 1]);
  });

  test("decisions name PGs of the table, and only where there is something to decide", () => {
    for (const [action, decisions] of Object.entries(capabilityDecisions)) {
      expect(isAction(action)).toBe(true);
      for (const pg of Object.keys(decisions)) expect(pgs, `${action} ${pg}`).toContain(pg);
    }
  });

  test("every answer has its words in both languages", () => {
    for (const words of [capabilityAnswerNames, capabilityAnswerWords, capabilityKinds]) {
      for (const { ko, en } of Object.values(words)) {
        expect(ko).not.toBe("");
        expect(en).toMatch(/^[^\p{Script=Hangul}]+$/u);
      }
    }
  });
});

/**
 * The copy of the lists is always held against the decisions; whether it is still the vendor's is held wherever the
 * document is.
 */
describe("what was published", () => {
  test.each(actions)(
    "%s: a PG that is on some of its operations' lists but not on all is decided by a person",
    (action) => {
      const lists = capabilityKinds[action].published.map((one): readonly string[] => one.pgs);
      for (const pg of new Set(lists.flat())) {
        if (lists.every((list) => list.includes(pg))) continue;
        expect(capabilityOf(pg, action).answer, pg).toBe("disagree");
      }
    },
  );

  test.each(actions)("%s: who is on its list is never a plain no, who is not is never a plain yes", (action) => {
    for (const pg of pgs) {
      const isListed = capabilityKinds[action].published.some((one): boolean => one.pgs.includes(pg));
      expect(capabilityOf(pg, action).answer, pg).not.toBe(isListed ? "no" : "yes");
    }
  });

  describe.skipIf(vendorDocument === undefined)("is still what the vendor's document says", () => {
    const operations = actions.flatMap((action) =>
      capabilityKinds[action].published.map(({ operation, pgs: copied }) => ({ action, operation, copied })),
    );

    test("every operation that is for some PGs only has its cell", () => {
      const published = Object.entries(vendorDocument?.paths ?? {}).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, operation]) =>
          operation["x-portone-supported-pgs"] === undefined ? [] : [`${method.toUpperCase()} ${path}`],
        ),
      );
      expect(published.length).toBeGreaterThan(50);
      expect(operations.map(({ operation }) => operation).sort()).toEqual(published.sort());
    });

    test.each(operations)("$operation: its list", ({ operation, copied }) => {
      expect([...copied]).toEqual(vendorOperation(operation)?.["x-portone-supported-pgs"]);
    });

    test.each(operations)("$operation: its prose, or a person has decided", ({ action, operation, copied }) => {
      const named = pgsInProse(vendorOperation(operation)?.description ?? "");
      if (named.length === 0) return;
      const list: readonly string[] = copied;
      for (const pg of new Set([...named, ...list])) {
        if (named.includes(pg) === list.includes(pg)) continue;
        expect(capabilityOf(pg, action).answer, pg).toBe("disagree");
      }
    });
  });
});

/** Names in the list under "지원되는 PG사", with the code each has elsewhere in the document. */
const codes: Readonly<Record<string, string>> = {
  KG이니시스: "html5_inicis",
  NHNKCP: "kcp",
  "키움페이(구다우,페이조아)": "daou",
  "키움페이(구다우,페이조아)(다우테이타)": "daou",
  KSNET: "ksnet",
  "스마트로-신모듈": "smartro_v2",
  "스마트로-구모듈": "smartro",
  "(신)나이스페이": "nice_v2",
  나이스페이먼츠: "nice",
  KICC: "kicc",
  "헥토파이낸셜(구세틀뱅크)": "settle",
  "토스페이먼츠-신모듈": "tosspayments",
  "토스페이먼츠-구모듈": "uplus",
  다날: "danal",
  웰컴페이먼츠: "welcome",
};

function pgsInProse(description: string): string[] {
  const [, list = ""] = description.split("지원되는 PG사");
  return [...list.matchAll(/<li>([^<]*)/g)].map(([, text = ""]) => {
    const name = text.replace(/\s/g, "").replace(/\(PG사와의.*|\(이용전.*/, "");
    const code = codes[name];
    if (code === undefined) throw new Error(`the document names a PG nobody here knows: ${text}`);
    return code;
  });
}
