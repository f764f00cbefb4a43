import * as z from "zod/mini";
import type { RefundDraft } from "./refund-draft.ts";

/** A draft nobody came back to is no longer what its writer means. */
const keptMs = 24 * 60 * 60 * 1000;

const openPart = z.object({
  refundId: z.string(),
  mode: z.nullable(z.enum(["all", "part"])),
  amount: z.string(),
  hasTaxParts: z.nullable(z.boolean()),
  taxFreeLeft: z.string(),
  vatLeft: z.string(),
  taxFree: z.nullable(z.string()),
  vat: z.nullable(z.string()),
  reasonCode: z.string(),
  reasonText: z.string(),
  requester: z.nullable(z.enum(["customer", "admin"])),
  retainPromotion: z.nullable(z.boolean()),
  purchaseConfirmed: z.boolean(),
  notifyShop: z.boolean(),
  repeatReason: z.string(),
  balanceSeen: z.int(),
  sentAtMs: z.nullable(z.number()),
});
const accountPart = z.object({
  bank: z.string(),
  accountNumber: z.string(),
  accountNumberAgain: z.string(),
  holder: z.string(),
  tel: z.string(),
  checkedAccount: z.string(),
});
const stored = z.object({ savedAtMs: z.number(), draft: openPart });

const noAccount: z.output<typeof accountPart> = {
  bank: "",
  accountNumber: "",
  accountNumberAgain: "",
  holder: "",
  tel: "",
  checkedAccount: "",
};

/** One draft per person and payment: whoever signs in next on this machine sees their own. */
function keyOf(userId: string, impUid: string): string {
  return `maru:refund-draft:${userId}:${impUid}`;
}

/**
 * Keeps what was typed through a reload, a new sign-in and a crash. Where the money is to go, the account, is somebody's
 * personal data: it stays in the tab's own storage, and a crash of the browser loses it rather than leave it on the disk.
 */
export function saveDraft(userId: string, impUid: string, draft: RefundDraft, nowMs: number): void {
  const key = keyOf(userId, impUid);
  const { bank, accountNumber, accountNumberAgain, holder, tel, checkedAccount, ...open } = draft;
  attempt(() => localStorage.setItem(key, JSON.stringify({ savedAtMs: nowMs, draft: open })));
  const account = { bank, accountNumber, accountNumberAgain, holder, tel, checkedAccount };
  const isBlank = Object.values(account).every((text) => text === "");
  attempt(() => (isBlank ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, JSON.stringify(account))));
}

/** What this person had typed for the payment; undefined when there is nothing, or nothing that can be read. */
export function readDraft(userId: string, impUid: string, nowMs: number): RefundDraft | undefined {
  const key = keyOf(userId, impUid);
  const kept = attempt(() => stored.parse(JSON.parse(localStorage.getItem(key) ?? "")));
  if (kept === undefined) return undefined;
  // What was sent is asked about however long ago that was.
  if (kept.draft.sentAtMs === null && nowMs - kept.savedAtMs > keptMs) {
    dropDraft(userId, impUid);
    return undefined;
  }
  const account = attempt(() => accountPart.parse(JSON.parse(sessionStorage.getItem(key) ?? "")));
  return { ...kept.draft, ...(account ?? noAccount) };
}

export function dropDraft(userId: string, impUid: string): void {
  const key = keyOf(userId, impUid);
  attempt(() => localStorage.removeItem(key));
  attempt(() => sessionStorage.removeItem(key));
}

/** Storage may be full, switched off, or hold what an older version wrote; the form works without it. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
