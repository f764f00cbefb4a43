import {
  type ErrorCode,
  errorCodes,
  type FoundPayment,
  type Money,
  maskFreeText,
  money,
  type Payment,
  paymentStatuses,
  type RedirectClaim,
  type TestPaymentVerdict,
  type WindowMethod,
} from "@maru/domain";
import * as z from "zod/mini";
import type { PreparationState, TestPaymentsTable } from "./test-payments.tables.ts";

const claim = z.object({
  impUid: z.nullable(z.string()),
  merchantUid: z.nullable(z.string()),
  successName: z.enum(["imp_success", "success", "both", "neither"]),
  success: z.nullable(z.boolean()),
  errorCode: z.nullable(z.string()),
  errorMessage: z.nullable(z.string()),
  isOdd: z.boolean(),
});

const foundFacts = z.object({
  impUid: z.string(),
  merchantUid: z.string(),
  status: z.enum(paymentStatuses),
  amount: z.object({ amount: z.int(), currency: z.string() }),
  pgProvider: z.nullable(z.string()),
  mid: z.nullable(z.string()),
  isTestChannel: z.boolean(),
  failReason: z.nullable(z.string()),
  startedAt: z.nullable(z.number()),
  paidAt: z.nullable(z.number()),
  account: z.nullable(z.object({ bank: z.nullable(z.string()), dueAt: z.nullable(z.number()) })),
});

/** What upstream said of the payment that was judged; nobody's personal data. Times are unix seconds. */
export type FoundFacts = z.output<typeof foundFacts>;

/** A test payment as people see it. */
export interface TestPaymentView {
  readonly id: string;
  readonly merchantUid: string;
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTestChannel: boolean;
  readonly channelName: string | null;
  readonly method: WindowMethod;
  readonly amount: Money;
  readonly orderName: string;
  readonly startedBy: string;
  readonly startedAtMs: number;
  readonly preparation: {
    readonly state: PreparationState;
    readonly atMs: number | null;
    readonly code: ErrorCode | null;
    /** Upstream's own, where it refused. */
    readonly words: string | null;
  };
  /** What a redirect said, through somebody's browser; null while nobody came back. */
  readonly claim:
    | (RedirectClaim & {
        readonly atMs: number;
        /** False where nothing shows that it came from a window which was opened from this console. */
        readonly isFromWindow: boolean;
      })
    | null;
  /** Redirects that claimed something else and replaced nothing; the audit log has each. */
  readonly otherClaims: number;
  /** What upstream's record made of it; null before it was read. */
  readonly verdict: TestPaymentVerdict | null;
  readonly found: FoundFacts | null;
  readonly readAtMs: number | null;
  readonly verifiedAtMs: number | null;
}

/** A row as people see it. Words of the PG were masked before they were kept. */
export function toTestPaymentView(row: TestPaymentsTable): TestPaymentView {
  const said = readClaim(row);
  return {
    id: row.id,
    merchantUid: row.merchant_uid,
    pgProvider: row.pg_provider,
    mid: row.mid,
    isTestChannel: row.is_test === 1,
    channelName: row.channel_name,
    method: row.method,
    amount: money(row.amount, row.currency),
    orderName: row.order_name,
    startedBy: row.started_by_name,
    startedAtMs: row.started_at_ms,
    preparation: {
      state: row.preparation,
      atMs: row.prepared_at_ms,
      code: errorCodes.find((code) => code === row.preparation_code) ?? null,
      words: row.preparation_words,
    },
    claim:
      said === null
        ? null
        : {
            ...said,
            atMs: row.returned_at_ms ?? 0,
            // Of claims that were kept without anybody's name nothing is known either way.
            isFromWindow: row.claim_is_from_window === 1 || row.claim_by === null,
          },
    otherClaims: row.other_claims,
    verdict: row.verdict,
    found: row.found === null ? null : foundFacts.parse(JSON.parse(row.found)),
    readAtMs: row.read_at_ms,
    verifiedAtMs: row.verified_at_ms,
  };
}

/** What the redirect that counts claimed; null while nobody came back. */
export function readClaim({ claim: json }: Pick<TestPaymentsTable, "claim">): RedirectClaim | null {
  return json === null ? null : claim.parse(JSON.parse(json));
}

/** What is kept of the payment that was looked at. */
export function toFoundFacts(found: FoundPayment): FoundFacts | null {
  return found.kind === "found" ? factsOf(found.payment) : null;
}

function factsOf(payment: Payment): FoundFacts {
  const { virtualAccount } = payment;
  return {
    impUid: payment.impUid,
    merchantUid: payment.merchantUid,
    status: payment.status,
    amount: payment.amount,
    pgProvider: payment.pgProvider,
    mid: payment.mid,
    isTestChannel: payment.isTestChannel,
    failReason: payment.failReason === null ? null : maskFreeText(payment.failReason),
    startedAt: payment.startedAt,
    paidAt: payment.paidAt,
    account: virtualAccount === null ? null : { bank: virtualAccount.bank.name, dueAt: virtualAccount.dueAt },
  };
}
