import {
  AppError,
  type CashReceipt,
  type FoundReceipt,
  maskIdentifier,
  maskName,
  maskTel,
  money,
  type OutsideReceiptCancelOrder,
  type OutsideReceiptOrder,
  type ReceiptCancelOrder,
  type ReceiptOrder,
  type ReceiptRefusal,
  type ReceiptSource,
  receiptAmountOf,
  receiptRuleWords,
  refuseReceiptCancel,
  refuseReceiptForm,
  refuseReceiptOf,
  supportsReceipt,
} from "@maru/domain";
import type { CashReceiptOutcome, CashReceiptRequest } from "@maru/import-client";
import type {
  Facts,
  GivenInstruction,
  InstructionDeps,
  InstructionKind,
  Judgement,
  ReadBack,
  SendOutcome,
} from "../instructions/instruction-kind.ts";
import { heardRefusal } from "../instructions/pg-refusal.ts";
import { findPaidPayments, findReceipt } from "./cash-receipts.repository.ts";
import { keepCancel, keepIssue } from "./keep-receipt.ts";
import { foundReceipt, lookUpReceipt } from "./look-up-receipt.ts";

type WireFields = Omit<CashReceiptRequest, "impUid" | "companyName" | "companyTel">;

/** Issues the receipt of a payment of i'mport, for what is left of it. */
export const issueReceipt: InstructionKind<ReceiptOrder> = {
  kind: "cash_receipt.issue",
  permission: "cash-receipt:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: (order) => ({ shown: { ...shownOf(order), amount: order.amountSeen, companyName: order.companyName } }),
  hashed: withoutResidentNumber,
  async judge(deps, order) {
    const read = await deps.upstream.getPayment(order.impUid);
    const { payment } = read;
    const receipt = await lookUpReceipt(deps.upstream, {
      source: "payment",
      target: order.impUid,
      pgProvider: payment.pgProvider,
    });
    const refusal =
      refuseReceiptOf(payment, {
        isSupported: supportsReceipt("payment", "issue", payment.pgProvider),
        found: receipt === undefined ? await rememberedReceipt(deps, order.impUid) : foundReceipt(receipt),
      }) ??
      (receiptAmountOf(payment) === order.amountSeen ? undefined : ({ rule: "amount_changed" } as const)) ??
      refuseReceiptForm(order, payment.pgProvider);
    return { ...judged(refusal, { pgProvider: payment.pgProvider, receipt }), reads: [read] };
  },
  async send(upstream, order) {
    const outcome = heardRefusal(
      await upstream.issueCashReceipt({
        ...wireFields(order),
        impUid: order.impUid,
        ...(order.companyName === null ? {} : { companyName: order.companyName }),
        ...(order.companyTel === null ? {} : { companyTel: order.companyTel }),
      }),
    );
    return outcome.kind === "accepted" ? { kind: "done", result: resultOf(outcome.receipt) } : outcome;
  },
  readBack: (deps, given) => readIssueBack(deps, "payment", given),
  whenDone: (tx, given, result) => keepIssue(tx, "payment", given, result),
};

export const cancelReceipt: InstructionKind<ReceiptCancelOrder> = {
  kind: "cash_receipt.cancel",
  permission: "cash-receipt:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: ({ receiptTidSeen }) => ({ shown: { receiptTid: receiptTidSeen } }),
  async judge(deps, order) {
    const read = await deps.upstream.getPayment(order.impUid);
    const { pgProvider } = read.payment;
    return { ...(await judgeCancel(deps, "payment", order.impUid, { pgProvider, order })), reads: [read] };
  },
  async send(upstream, { impUid }) {
    return cancelled(await upstream.cancelCashReceipt(impUid));
  },
  readBack: (deps, given) => readCancelBack(deps, "payment", given),
  whenDone: (tx, given, result) => keepCancel(tx, "payment", given, result),
};

/** Issues the receipt of a sale that i'mport knows nothing of. */
export const issueOutsideReceipt: InstructionKind<OutsideReceiptOrder> = {
  kind: "cash_receipt.issue_outside",
  permission: "cash-receipt:write",
  targetOf: ({ merchantUid }) => ({ kind: "order", id: merchantUid }),
  keep: (order) => ({
    shown: {
      ...shownOf(order),
      amount: order.amount,
      orderName: order.orderName,
      channelKey: order.channelKey,
      payMethod: order.payMethod,
    },
  }),
  hashed: withoutResidentNumber,
  async judge(deps, order) {
    const pgProvider = await pgOfChannel(deps, order.channelKey);
    const receipt = await lookUpReceipt(deps.upstream, {
      source: "outside",
      target: order.merchantUid,
      pgProvider,
    });
    const refusal =
      (supportsReceipt("outside", "issue", pgProvider) ? undefined : ({ rule: "pg_unsupported" } as const)) ??
      (await refuseDuplicate(deps, order.merchantUid, receipt)) ??
      refuseReceiptForm(order, pgProvider);
    return judged(refusal, { pgProvider, receipt });
  },
  async send(upstream, order) {
    const outcome = heardRefusal(
      await upstream.issueExternalCashReceipt({
        ...wireFields(order),
        merchantUid: order.merchantUid,
        channelKey: order.channelKey,
        orderName: order.orderName,
        amount: money(order.amount, "KRW"),
        payMethod: order.payMethod,
      }),
    );
    return outcome.kind === "accepted" ? { kind: "done", result: resultOf(outcome.receipt) } : outcome;
  },
  readBack: (deps, given) => readIssueBack(deps, "outside", given),
  whenDone: (tx, given, result) => keepIssue(tx, "outside", given, result),
};

export const cancelOutsideReceipt: InstructionKind<OutsideReceiptCancelOrder> = {
  kind: "cash_receipt.cancel_outside",
  permission: "cash-receipt:write",
  targetOf: ({ merchantUid }) => ({ kind: "order", id: merchantUid }),
  keep: ({ receiptTidSeen }) => ({ shown: { receiptTid: receiptTidSeen } }),
  async judge(deps, order) {
    const known = await findReceipt(deps.store.read, "outside", order.merchantUid);
    const pgProvider = known?.pg_provider ?? null;
    return judgeCancel(deps, "outside", order.merchantUid, { pgProvider, order });
  },
  async send(upstream, { merchantUid }) {
    return cancelled(await upstream.cancelExternalCashReceipt(merchantUid));
  },
  readBack: (deps, given) => readCancelBack(deps, "outside", given),
  whenDone: (tx, given, result) => keepCancel(tx, "outside", given, result),
};

/** A resident number leaves no trace, not even one that it could be guessed by. */
function withoutResidentNumber<Order extends ReceiptOrder | OutsideReceiptOrder>(order: Order): Facts {
  return order.identifierType === "person" ? { ...order, identifier: null } : { ...order };
}

function shownOf(order: ReceiptOrder | OutsideReceiptOrder): Facts {
  const { type, identifierType, identifier, productType, buyerName, buyerTel, taxFree, vat } = order;
  return {
    type,
    identifierType,
    identifier: maskIdentifier(identifierType, identifier),
    productType,
    buyerName: buyerName === null ? null : maskName(buyerName),
    buyerTel: buyerTel === null ? null : maskTel(buyerTel),
    taxFree,
    vat,
  };
}

function wireFields(order: ReceiptOrder | OutsideReceiptOrder): WireFields {
  const { type, identifierType, identifier, productType, buyerName, buyerTel, buyerEmail } = order;
  const { merchantBusinessNumber, taxFree, vat } = order;
  return {
    type,
    identifierType,
    identifier,
    ...(productType === null ? {} : { productType }),
    ...(buyerName === null ? {} : { buyerName }),
    ...(buyerTel === null ? {} : { buyerTel }),
    ...(buyerEmail === null ? {} : { buyerEmail }),
    ...(merchantBusinessNumber === null ? {} : { merchantBusinessNumber }),
    taxFreeAmount: money(taxFree, "KRW"),
    ...(vat === null ? {} : { vatAmount: money(vat, "KRW") }),
  };
}

function judged(
  refusal: ReceiptRefusal | undefined,
  { pgProvider, receipt }: { readonly pgProvider: string | null; readonly receipt: CashReceipt | null | undefined },
): Judgement {
  const known = {
    pgProvider,
    receiptTid: receipt?.receiptTid ?? null,
    wasLive: receipt != null && receipt.cancelledAt === null,
    isReadable: receipt !== undefined,
  };
  return { known, ...(refusal === undefined ? {} : { refusal: refusedBy(refusal) }) };
}

function refusedBy({ rule, fields }: ReceiptRefusal): AppError {
  return new AppError("INSTRUCTION_IMPOSSIBLE", receiptRuleWords[rule].en, {
    details: { rule, ...(fields === undefined ? {} : { fields }) },
  });
}

async function judgeCancel(
  deps: InstructionDeps,
  source: ReceiptSource,
  target: string,
  {
    pgProvider,
    order,
  }: { readonly pgProvider: string | null; readonly order: { readonly receiptTidSeen: string | null } },
): Promise<Judgement> {
  const receipt = await lookUpReceipt(deps.upstream, { source, target, pgProvider });
  const refusal = refuseReceiptCancel(foundReceipt(receipt), {
    isSupported: supportsReceipt(source, "cancel", pgProvider),
    receiptTidSeen: order.receiptTidSeen,
  });
  return judged(refusal, { pgProvider, receipt });
}

/** Where the PG offers no look-up, our own memory is what stands against a second receipt of the same payment. */
async function rememberedReceipt({ store }: InstructionDeps, impUid: string): Promise<FoundReceipt> {
  const ours = await findReceipt(store.read, "payment", impUid);
  return ours === undefined ? undefined : { receiptTid: ours.receipt_tid, isCancelled: ours.state === "cancelled" };
}

/** The same order number is asked for before the call: upstream's own memory, ours, and payments that have it. */
async function refuseDuplicate(
  deps: InstructionDeps,
  merchantUid: string,
  receipt: CashReceipt | null | undefined,
): Promise<ReceiptRefusal | undefined> {
  if (receipt != null && receipt.cancelledAt === null) return { rule: "already_issued" };
  const ours = await findReceipt(deps.store.read, "outside", merchantUid);
  if (receipt === undefined && ours?.state === "issued") return { rule: "already_issued" };
  const paid = await findPaidPayments(deps.store.read, merchantUid);
  return paid.length > 0 ? { rule: "order_of_payment" } : undefined;
}

/** The PG behind a channel key, read from upstream; null where it lists no such channel. */
export async function pgOfChannel(
  { upstream }: Pick<InstructionDeps, "upstream">,
  channelKey: string,
): Promise<string | null> {
  const channels = await upstream.listChannels();
  return channels.find((channel) => channel.channelKey === channelKey)?.pgProvider ?? null;
}

function resultOf(receipt: CashReceipt): Facts {
  return {
    type: receipt.type,
    wireType: receipt.wireType,
    approvalNumber: receipt.approvalNumber,
    receiptTid: receipt.receiptTid,
    amount: receipt.amount.amount,
    vat: receipt.vat?.amount ?? null,
    url: receipt.url,
    issuedAt: receipt.issuedAt,
    cancelledAt: receipt.cancelledAt,
  };
}

function cancelled(answer: CashReceiptOutcome): SendOutcome {
  const outcome = heardRefusal(answer);
  if (outcome.kind !== "accepted") return outcome;
  return outcome.receipt.cancelledAt === null ? { kind: "taken" } : { kind: "done", result: resultOf(outcome.receipt) };
}

/** A live receipt where there was none before, of the kind and amount that were asked for, is what was sent. */
async function readIssueBack(deps: InstructionDeps, source: ReceiptSource, given: GivenInstruction): Promise<ReadBack> {
  const receipt = await lookUpAgain(deps, source, given);
  if (receipt === undefined) return { kind: "unclear", facts: { lookUp: "not offered by the PG" } };
  // None is sent while one is live, so a live one is new, whether or not the PG gives it a number.
  const isNew = receipt !== null && receipt.cancelledAt === null;
  if (!isNew) return { kind: "unchanged" };
  const isAsked = receipt.amount.amount === given.shown.amount && receipt.type === given.shown.type;
  const facts = { receiptTid: receipt.receiptTid, amount: receipt.amount.amount, type: receipt.wireType };
  return isAsked ? { kind: "done", result: resultOf(receipt) } : { kind: "unclear", facts };
}

async function readCancelBack(
  deps: InstructionDeps,
  source: ReceiptSource,
  given: GivenInstruction,
): Promise<ReadBack> {
  const receipt = await lookUpAgain(deps, source, given);
  if (receipt === undefined) return { kind: "unclear", facts: { lookUp: "not offered by the PG" } };
  // Some PGs answer with nothing once it is cancelled.
  if (receipt === null) return { kind: "done", result: { receiptTid: given.known?.receiptTid ?? null } };
  if (receipt.receiptTid !== given.known?.receiptTid) {
    return { kind: "unclear", facts: { receiptTid: receipt.receiptTid } };
  }
  return receipt.cancelledAt === null ? { kind: "unchanged" } : { kind: "done", result: resultOf(receipt) };
}

function lookUpAgain({ upstream }: InstructionDeps, source: ReceiptSource, given: GivenInstruction) {
  const pgProvider = given.known?.pgProvider;
  return lookUpReceipt(upstream, {
    source,
    target: given.target.id,
    pgProvider: typeof pgProvider === "string" ? pgProvider : null,
  });
}
