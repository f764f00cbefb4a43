import {
  type AccountIssueForm,
  AppError,
  maskEmail,
  maskFreeText,
  maskName,
  maskTel,
  money,
  objectionToIssue,
  type Payment,
  pgBankCode,
} from "@maru/domain";
import type { AccountIssueRequest, Channel, ReadPayment } from "@maru/import-client";
import type { Facts, InstructionDeps, InstructionKind } from "../instructions/instruction-kind.ts";
import { accountRefusal, accountResult } from "./account-facts.ts";

/** Gives a buyer an account to pay into. Upstream keeps no key of ours: a lost answer is found among the order's payments. */
export const issueAccount: InstructionKind<AccountIssueForm> = {
  kind: "virtual_account.issue",
  permission: "virtual-account:write",
  targetOf: ({ merchantUid }) => ({ kind: "order", id: merchantUid }),

  keep(form) {
    const { pgProvider, merchantUid, amount, bank, dueAt, productType, taxFree, vat, isUnlimited } = form;
    const masked = {
      holder: form.holder === undefined ? undefined : maskName(form.holder),
      orderName: form.orderName === undefined ? undefined : maskFreeText(form.orderName),
      buyerName: form.buyerName === undefined ? undefined : maskName(form.buyerName),
      buyerEmail: form.buyerEmail === undefined ? undefined : maskEmail(form.buyerEmail),
      buyerTel: form.buyerTel === undefined ? undefined : maskTel(form.buyerTel),
      isInEscrow: form.escrowPassword === undefined ? undefined : true,
    };
    return {
      shown: { pgProvider, merchantUid, amount, bank, dueAt, productType, taxFree, vat, isUnlimited, ...masked },
    };
  },

  hashed: ({ pgApiKey: _, escrowPassword: __, ...rest }) => rest,

  async judge({ upstream, clock }, form) {
    const channel = (await upstream.listChannels()).find(({ channelKey }) => channelKey === form.channelKey);
    if (channel === undefined || !isForAccounts(channel) || channel.pgProvider !== form.pgProvider) {
      return { refusal: accountRefusal({ rule: "channel_unknown" }) };
    }
    const objection = objectionToIssue(form, Math.floor(clock.now() / 1000));
    if (objection !== undefined) return { refusal: accountRefusal(objection) };
    const attempts = await attemptsOn(upstream, form.merchantUid);
    const paid = attempts.find(({ payment }) => payment.paidAt !== null);
    if (paid !== undefined) {
      return { refusal: accountRefusal({ rule: "order_paid" }, { impUid: paid.payment.impUid }), reads: attempts };
    }
    return { known: { impUids: attempts.map(({ payment }) => payment.impUid) }, reads: attempts };
  },

  async send(upstream, form) {
    const outcome = await upstream.issueVirtualAccount(wireOf(form));
    if (outcome.kind !== "accepted") return outcome;
    const { read } = outcome;
    return { kind: "done", impUid: read.payment.impUid, result: accountResult(read), reads: [read] };
  },

  async readBack({ upstream }, { target, shown, known }) {
    const before = known?.impUids;
    const attempts = await attemptsOn(upstream, target.id);
    const fresh = attempts.filter(({ payment }) => !(Array.isArray(before) && before.includes(payment.impUid)));
    const accounts = fresh.filter(({ payment }) => payment.method === "vbank");
    const [ours, ...others] = accounts.filter(({ payment }) => isAsAsked(payment, shown));
    if (ours !== undefined && others.length === 0) {
      return { kind: "done", impUid: ours.payment.impUid, result: accountResult(ours), reads: fresh };
    }
    // Another attempt by card says nothing about the account.
    if (accounts.length === 0) return { kind: "unchanged", reads: fresh };
    return { kind: "unclear", facts: { impUids: accounts.map(({ payment }) => payment.impUid) }, reads: fresh };
  },
};

/** Channels set up for identity checks issue nothing. */
export function isForAccounts({ type, channelKey }: Channel): boolean {
  return type !== "certification" && channelKey !== null;
}

async function attemptsOn(upstream: InstructionDeps["upstream"], merchantUid: string): Promise<readonly ReadPayment[]> {
  const { payments, hasMore, unreadable } = await upstream.listPaymentsOfOrder(merchantUid);
  if (hasMore || unreadable.length > 0) {
    throw new AppError("UPSTREAM_UNREADABLE", "Not every attempt on this order can be read.");
  }
  return payments;
}

function isAsAsked({ amount, virtualAccount, pgProvider }: Payment, shown: Facts): boolean {
  return (
    amount.amount === (shown.amount ?? 0) && virtualAccount?.dueAt === shown.dueAt && pgProvider === shown.pgProvider
  );
}

function wireOf(form: AccountIssueForm): AccountIssueRequest {
  const { pgProvider, taxFree, vat, buyerTel } = form;
  const won = (amount: number) => money(amount, "KRW");
  return {
    channelKey: form.channelKey,
    merchantUid: form.merchantUid,
    amount: form.amount === null ? null : won(form.amount),
    bankCode: pgBankCode(pgProvider, form.bank, "virtual_account")?.code ?? "",
    dueAt: form.dueAt,
    holder: form.holder,
    productType: form.productType,
    orderName: form.orderName,
    buyer: {
      name: form.buyerName,
      email: form.buyerEmail,
      tel: buyerTel,
      businessNumber: form.buyerBusinessNumber,
    },
    taxFreeAmount: taxFree === undefined ? undefined : won(taxFree),
    vatAmount: vat === undefined ? undefined : won(vat),
    fixedNumber: form.fixedNumber,
    fixedKey: form.fixedKey,
    isUnlimited: form.isUnlimited,
    escrowPassword: form.escrowPassword,
    pgApiKey: form.pgApiKey,
  };
}
