import {
  AppError,
  type ErrorCode,
  maskFreeText,
  money,
  opensWindow,
  type TestPaymentForm,
  windowCurrencyOf,
  windowMethodsOf,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { requireWindow } from "./payment-window.ts";
import { type TestPaymentView, toTestPaymentView } from "./test-payment-view.ts";
import { findTestPayment, insertTestPayment, lockTestPayment, updateTestPayment } from "./test-payments.repository.ts";
import type { PreparationState, TestPaymentsTable } from "./test-payments.tables.ts";

/**
 * Writes down what the window has to ask for and registers it with upstream, which then refuses any other amount. Starting
 * with the same id again returns the first one. An amount that could not be registered is told in the view, not thrown.
 */
export async function startTestPayment(ctx: SignedInContext, form: TestPaymentForm): Promise<TestPaymentView> {
  requireWindow(ctx);
  const known = await findTestPayment(ctx.store.read, { id: form.testPaymentId });
  if (known !== undefined) return answerAgain(known, form);
  const channel = (await ctx.upstream.listChannels()).find(({ channelKey }) => channelKey === form.channelKey);
  if (channel === undefined || !opensWindow(channel))
    throw wrongField("channelKey", "No payment window belongs to it.");
  const { pgProvider, mid, isTestChannel, name } = channel;
  if (!windowMethodsOf(pgProvider).includes(form.method)) throw wrongField("method", "The channel has no such method.");
  if (windowCurrencyOf(pgProvider) !== form.currency) throw wrongField("currency", "The channel takes another one.");
  const row: TestPaymentsTable = {
    id: form.testPaymentId,
    merchant_uid: `marutest${ctx.ids.next()}`,
    channel_key: form.channelKey,
    pg_provider: pgProvider,
    mid,
    is_test: isTestChannel ? 1 : 0,
    channel_name: name,
    method: form.method,
    amount: form.amount,
    currency: form.currency,
    order_name: form.orderName,
    started_by: ctx.actor.userId,
    started_by_name: ctx.actor.name,
    started_at_ms: ctx.clock.now(),
    preparation: "written",
    prepared_at_ms: null,
    preparation_code: null,
    preparation_words: null,
    claim: null,
    returned_at_ms: null,
    claim_by: null,
    claim_is_from_window: 0,
    other_claims: 0,
    verdict: null,
    imp_uid: null,
    found: null,
    read_at_ms: null,
    verified_at_ms: null,
  };
  const isNew = await ctx.store.transact(async (tx) => {
    if (!(await insertTestPayment(tx, row))) return false;
    await recordAudit(tx, ctx, {
      event: "test_payment.started",
      testPaymentId: row.id,
      merchantUid: row.merchant_uid,
      pgProvider,
      mid,
      isTestChannel,
      amount: row.amount,
      currency: row.currency,
    });
    return true;
  });
  if (!isNew) return startTestPayment(ctx, form);
  return toTestPaymentView(await register(ctx, row));
}

/** Tries to register the amount again where that is not known to have been done. */
export async function prepareTestPayment(
  ctx: SignedInContext,
  { testPaymentId }: { readonly testPaymentId: string },
): Promise<TestPaymentView> {
  const row = await findTestPayment(ctx.store.read, { id: testPaymentId });
  if (row === undefined) throw noSuchTestPayment();
  return toTestPaymentView(row.preparation === "prepared" ? row : await register(ctx, row));
}

/** The id or the order is of no test payment of this console. */
export function noSuchTestPayment(): AppError {
  return new AppError("NOT_FOUND", "This console has begun no such test payment.");
}

function answerAgain(row: TestPaymentsTable, form: TestPaymentForm): TestPaymentView {
  const isSame =
    row.channel_key === form.channelKey &&
    row.method === form.method &&
    row.amount === form.amount &&
    row.currency === form.currency &&
    row.order_name === form.orderName;
  if (!isSame) throw wrongField("testPaymentId", "Another test payment has this id.");
  return toTestPaymentView(row);
}

function wrongField(field: string, reason: string): AppError {
  return new AppError("INVALID_INPUT", reason, { details: { issues: [{ path: field, message: reason }] } });
}

interface Preparation {
  readonly state: PreparationState;
  readonly code: ErrorCode | null;
  readonly words: string | null;
}

async function register(ctx: SignedInContext, row: TestPaymentsTable): Promise<TestPaymentsTable> {
  const preparation = await tryToRegister(ctx, row);
  const kept = await ctx.store.transact(async (tx) => {
    const now = await lockTestPayment(tx, row.id);
    // Whoever registered it first is right: an amount that is registered stays so.
    if (now.preparation === "prepared") return now;
    const changed = await updateTestPayment(tx, row.id, {
      preparation: preparation.state,
      prepared_at_ms: ctx.clock.now(),
      preparation_code: preparation.code,
      preparation_words: preparation.words,
    });
    await recordAudit(tx, ctx, {
      event: preparation.state === "prepared" ? "test_payment.prepared" : "test_payment.not_prepared",
      testPaymentId: row.id,
      merchantUid: row.merchant_uid,
      code: preparation.code,
    });
    return changed;
  });
  ctx.live.publish({ type: "testPayment.changed", testPaymentId: row.id });
  return kept;
}

/** Sent once. Where the answer does not say that it is registered, upstream's own record is asked. */
async function tryToRegister(
  { upstream }: Pick<SignedInContext, "upstream">,
  row: TestPaymentsTable,
): Promise<Preparation> {
  const amount = money(row.amount, row.currency);
  const outcome = await upstream.preparePayment({ merchantUid: row.merchant_uid, amount });
  if (outcome.kind === "accepted" || (await isRegistered())) return { state: "prepared", code: null, words: null };
  switch (outcome.kind) {
    case "refused":
      return { state: "refused", code: "UPSTREAM_REFUSED", words: maskFreeText(outcome.message) || null };
    case "not_sent":
      return { state: "refused", code: outcome.cause.code, words: null };
    case "unknown":
      return { state: "unsure", code: outcome.cause.code, words: null };
  }

  async function isRegistered(): Promise<boolean> {
    try {
      const registered = await upstream.getPreparedPayment(row.merchant_uid);
      return registered.amount.amount === amount.amount && registered.amount.currency === amount.currency;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}
