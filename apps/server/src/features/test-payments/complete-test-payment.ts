import {
  AppError,
  attemptThatCounts,
  contradictsClaim,
  type FoundPayment,
  isProved,
  judgeTestPayment,
  longestRedirect,
  maskFreeText,
  money,
  type RedirectClaim,
  readRedirect,
  testPaymentId,
} from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { rereadPayment, storeReads } from "../payments/read-payments-upstream.ts";
import { isFromWindow, testPaymentParameter } from "./payment-window.ts";
import { noSuchTestPayment } from "./start-test-payment.ts";
import { readClaim, type TestPaymentView, toFoundFacts, toTestPaymentView } from "./test-payment-view.ts";
import { findTestPayment, lockTestPayment, updateTestPayment } from "./test-payments.repository.ts";
import type { TestPaymentsTable } from "./test-payments.tables.ts";

export const oneTestPayment = z.strictObject({ testPaymentId });
/** The query of the address somebody came back to. */
export const comeBack = z.strictObject({ query: z.string().check(z.maxLength(longestRedirect)) });

/**
 * Takes what a redirect claims, writes it down as a claim, and asks upstream what is true. The claim decides nothing but
 * which payment is looked at, and one that is set aside not even that: anybody's link may lead here. Once upstream has
 * shown the payment as paid, no later redirect changes what is kept of it.
 */
export async function completeTestPayment(
  ctx: SignedInContext,
  { query }: z.output<typeof comeBack>,
): Promise<TestPaymentView> {
  const parameters = [...new URLSearchParams(query)];
  const claim = withoutPeople(readRedirect(parameters));
  const row = await findReturned(ctx, parameters, claim);
  const isByWindow = isFromWindow(ctx.config, row, ctx.actor.userId, parameters);
  const { returned, isKept } = await keepClaim(ctx, row, claim, isByWindow);
  if (isProved(returned.verdict)) return toTestPaymentView(returned);
  const { impUid } = claim;
  const found = !isKept || impUid === null ? await readOrder(ctx, returned) : await readClaimed(ctx, impUid);
  return toTestPaymentView(await judge(ctx, returned, { claim: isKept ? claim : null, found }));
}

/** Asks upstream about the order itself, whatever any redirect said: for whoever never came back, and for later deposits. */
export async function checkTestPayment(
  ctx: SignedInContext,
  { testPaymentId: id }: z.output<typeof oneTestPayment>,
): Promise<TestPaymentView> {
  const row = await findTestPayment(ctx.store.read, { id });
  if (row === undefined) throw noSuchTestPayment();
  const found = await readOrder(ctx, row);
  return toTestPaymentView(await judge(ctx, row, { claim: null, found }));
}

/** Whoever writes the words of a redirect may name a buyer in them; they are kept, and read by everybody. */
function withoutPeople(claim: RedirectClaim): RedirectClaim {
  const masked = (text: string | null) => (text === null ? null : maskFreeText(text));
  return { ...claim, errorCode: masked(claim.errorCode), errorMessage: masked(claim.errorMessage) };
}

/** By the id we gave the window along, or else by the order that is claimed. */
async function findReturned(
  { store }: SignedInContext,
  parameters: readonly (readonly [string, string])[],
  { merchantUid }: RedirectClaim,
): Promise<TestPaymentsTable> {
  const id = parameters.find(([name]) => name === testPaymentParameter)?.[1];
  const own = id === undefined ? undefined : await findTestPayment(store.read, { id });
  const row = own ?? (merchantUid === null ? undefined : await findTestPayment(store.read, { merchantUid }));
  if (row === undefined) throw noSuchTestPayment();
  return row;
}

/**
 * Keeps a claim where there is none, or where it came by the window and the one of before did not, or was the same
 * person's: somebody who closes the window may open it again. Any other is counted, and told in the audit log.
 */
async function keepClaim(
  ctx: SignedInContext,
  row: TestPaymentsTable,
  claim: RedirectClaim,
  isByWindow: boolean,
): Promise<{ readonly returned: TestPaymentsTable; readonly isKept: boolean }> {
  const json = JSON.stringify(claim);
  const { userId } = ctx.actor;
  const kept = await ctx.store.transact(async (tx) => {
    const now = await lockTestPayment(tx, row.id);
    const isSame = now.claim === json && (now.claim_is_from_window === 1 || !isByWindow);
    // A page that is loaded again says what it said before.
    if (isSame) return { returned: now, isKept: true };
    const isAnotherTry = now.claim_by === userId && !isProved(now.verdict);
    const isKept = now.claim === null || (isByWindow && (now.claim_is_from_window === 0 || isAnotherTry));
    const returned = await updateTestPayment(
      tx,
      row.id,
      isKept
        ? {
            claim: json,
            claim_by: userId,
            claim_is_from_window: isByWindow ? 1 : 0,
            returned_at_ms: ctx.clock.now(),
          }
        : { other_claims: now.other_claims + 1 },
    );
    await recordAudit(tx, ctx, {
      event: "test_payment.returned",
      testPaymentId: row.id,
      merchantUid: row.merchant_uid,
      claimedImpUid: claim.impUid,
      success: claim.success,
      successName: claim.successName,
      isOdd: claim.isOdd,
      isFromWindow: isByWindow,
      isKept,
    });
    return { returned, isKept };
  });
  ctx.live.publish({ type: "testPayment.changed", testPaymentId: row.id });
  return kept;
}

async function readClaimed(ctx: SignedInContext, impUid: string): Promise<FoundPayment> {
  try {
    const { payment } = await rereadPayment(ctx, impUid, "lookup");
    return { kind: "found", payment };
  } catch (error) {
    if (error instanceof AppError && error.code === "PAYMENT_NOT_FOUND") return { kind: "unknown" };
    throw error;
  }
}

async function readOrder(ctx: SignedInContext, row: TestPaymentsTable): Promise<FoundPayment> {
  const readAtMs = ctx.clock.now();
  const { payments } = await ctx.upstream.listPaymentsOfOrder(row.merchant_uid, { limit: 100, sorting: "-started" });
  await storeReads(ctx, payments, "lookup", readAtMs);
  const payment = attemptThatCounts(payments.map((read) => read.payment));
  return payment === null ? { kind: "none" } : { kind: "found", payment };
}

async function judge(
  ctx: SignedInContext,
  row: TestPaymentsTable,
  { claim, found }: { readonly claim: RedirectClaim | null; readonly found: FoundPayment },
): Promise<TestPaymentsTable> {
  const expected = {
    merchantUid: row.merchant_uid,
    amount: money(row.amount, row.currency),
    pgProvider: row.pg_provider,
    mid: row.mid,
    isTestChannel: row.is_test === 1,
  };
  const verdict = judgeTestPayment(expected, claim, found);
  const facts = toFoundFacts(found);
  const judged = await ctx.store.transact(async (tx) => {
    const now = await lockTestPayment(tx, row.id);
    if (isProved(now.verdict)) return now;
    const nowMs = ctx.clock.now();
    const changed = await updateTestPayment(tx, row.id, {
      verdict,
      imp_uid: facts?.impUid ?? null,
      found: facts === null ? null : JSON.stringify(facts),
      read_at_ms: nowMs,
      verified_at_ms: isProved(verdict) ? nowMs : null,
    });
    if (now.verdict === verdict && now.imp_uid === changed.imp_uid) return changed;
    const said = claim ?? readClaim(now);
    await recordAudit(tx, ctx, {
      event: "test_payment.judged",
      testPaymentId: row.id,
      merchantUid: row.merchant_uid,
      verdict,
      isContradicted: said !== null && contradictsClaim(said, verdict),
      ...(facts === null ? {} : { impUid: facts.impUid }),
    });
    return changed;
  });
  ctx.live.publish({ type: "testPayment.changed", testPaymentId: row.id });
  return judged;
}
