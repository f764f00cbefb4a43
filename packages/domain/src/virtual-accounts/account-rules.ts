import { capabilityOf, mayBeTried } from "../capabilities/capability-of.ts";
import { pgBankCode } from "../codes/pg-bank-codes.ts";
import type { Localised } from "../locale.ts";
import type { Payment } from "../payment.ts";
import { type AccountField, isOrderNumberFor, missingAccountFields, strayAccountField } from "./account-fields.ts";
import type { AccountChangeForm, AccountIssueForm, AccountRevokeForm } from "./account-forms.ts";

/** Why an account is not issued, changed or revoked. */
export const accountRuleSentences = {
  channel_unknown: {
    ko: "이 채널을 지금은 찾을 수 없어요. 채널 목록을 다시 읽어 주세요.",
    en: "This channel is not there any more. Read the channels again.",
  },
  pg_issues_none: {
    ko: "이 PG는 API로 가상계좌를 발급하지 않아요.",
    en: "This PG issues no virtual accounts by API.",
  },
  fields_missing: {
    ko: "이 PG가 요구하는 칸이 비어 있어요.",
    en: "A field that this PG needs is empty.",
  },
  bank_not_taken: {
    ko: "이 PG는 이 은행의 가상계좌를 발급하지 않아요.",
    en: "This PG issues no accounts at this bank.",
  },
  order_number: {
    ko: "이 PG는 주문번호에 영문과 숫자만 받아요.",
    en: "This PG takes order numbers of letters and digits only.",
  },
  due_past: {
    ko: "입금 기한이 이미 지난 시각이에요.",
    en: "The deadline is in the past.",
  },
  tax_parts: {
    ko: "면세 금액과 부가세의 합이 입금액보다 커요.",
    en: "The tax-free part and the VAT are more than the amount.",
  },
  amount_missing: {
    ko: "입금 금액을 적어 주세요. 금액이 없는 계좌는 한도 없는 계좌뿐이에요.",
    en: "Enter an amount. Only an unlimited account goes without one.",
  },
  unlimited_fixed: {
    ko: "한도 없는 계좌는 PG에서 받은 고정 계좌번호로만 만들 수 있어요.",
    en: "An unlimited account needs the fixed number that the PG gave you.",
  },
  unlimited_alone: {
    ko: "한도 없는 계좌에는 금액, 면세 금액, 부가세, 에스크로를 함께 정할 수 없어요.",
    en: "An unlimited account has no amount, no tax parts and no escrow.",
  },
  escrow_fixed: {
    ko: "에스크로는 고정 계좌번호와 구매자 이메일을 함께 적어야 해요.",
    en: "Escrow needs a fixed account number and the buyer's e-mail address.",
  },
  field_of_another_pg: {
    ko: "이 PG가 받지 않는 값이 들어 있어요.",
    en: "There is a value that this PG does not take.",
  },
  order_paid: {
    ko: "이미 결제된 주문번호예요. 같은 번호로는 발급할 수 없어요.",
    en: "This order has been paid. No account can be issued under its number.",
  },
  not_an_account: {
    ko: "가상계좌 결제가 아니에요.",
    en: "This payment has no virtual account.",
  },
  account_not_waiting: {
    ko: "입금을 기다리는 상태가 아니에요. 입금됐거나 이미 폐기됐어요.",
    en: "The account is not waiting: it was paid into or revoked.",
  },
  pg_revokes_none: {
    ko: "이 PG는 API로 가상계좌를 폐기하지 않아요. 입금 기한이 지나기를 기다리거나 PG사에 요청하세요.",
    en: "This PG revokes no accounts by API. Wait for the deadline or ask the PG.",
  },
  key_missing: {
    ko: "KG이니시스는 상점 관리자에서 받은 API 키가 있어야 해요.",
    en: "KG Inicis needs the API key of its merchant admin.",
  },
  pg_changes_none: {
    ko: "헥토파이낸셜만 계좌를 바꿀 수 있어요. 폐기한 뒤 다시 발급하세요.",
    en: "Only Hecto Financial changes accounts. Revoke this one and issue another.",
  },
  account_moved: {
    ko: "그사이 금액이나 기한이 바뀌었어요. 지금 값을 보고 다시 정해 주세요.",
    en: "The amount or the deadline has changed meanwhile. Look at them and decide again.",
  },
  nothing_to_change: {
    ko: "금액과 기한이 지금과 같아요.",
    en: "Amount and deadline are as they are now.",
  },
} as const satisfies Record<string, Localised>;
export type AccountRule = keyof typeof accountRuleSentences;

export interface AccountObjection {
  readonly rule: AccountRule;
  /** Of `fields_missing` and `field_of_another_pg`. */
  readonly fields?: readonly AccountField[];
}

/** Which rule stands against issuing an account through a channel of this PG; undefined when none does. */
export function objectionToIssue(
  form: Omit<AccountIssueForm, "instructionId">,
  nowSeconds: number,
): AccountObjection | undefined {
  const { pgProvider: pg, merchantUid, amount, bank, dueAt, taxFree = 0, vat = 0 } = form;
  if (!mayBeTried(capabilityOf(pg, "issueVirtualAccount"))) return { rule: "pg_issues_none" };
  const fields = missingAccountFields(pg, form);
  if (fields.length > 0) return { rule: "fields_missing", fields };
  if (pgBankCode(pg, bank, "virtual_account") === undefined) return { rule: "bank_not_taken" };
  if (!isOrderNumberFor(pg, merchantUid)) return { rule: "order_number" };
  if (dueAt <= nowSeconds) return { rule: "due_past" };
  const stray = strayAccountField(pg, form);
  if (stray !== undefined) return { rule: "field_of_another_pg", fields: [stray] };
  const unfit = objectionToKind(form);
  if (unfit !== undefined) return unfit;
  return amount !== null && taxFree + vat > amount ? { rule: "tax_parts" } : undefined;
}

/**
 * Hecto's accounts without a limit and its escrow accounts both keep their number, and exclude each other.
 * Source: PortOne V1 OpenAPI, `POST /vbanks`.
 */
function objectionToKind(form: Omit<AccountIssueForm, "instructionId">): AccountObjection | undefined {
  const { amount, isUnlimited = false, fixedNumber, escrowPassword, buyerEmail, taxFree, vat } = form;
  if (!isUnlimited) {
    if (amount === null) return { rule: "amount_missing" };
    const isReady = escrowPassword === undefined || (fixedNumber !== undefined && buyerEmail !== undefined);
    return isReady ? undefined : { rule: "escrow_fixed" };
  }
  if (fixedNumber === undefined) return { rule: "unlimited_fixed" };
  const isAlone = amount === null && [taxFree, vat, escrowPassword].every((value) => value === undefined);
  return isAlone ? undefined : { rule: "unlimited_alone" };
}

/** Why an account cannot be revoked; undefined where it can be tried. */
export function objectionToRevoke(
  payment: Payment,
  { pgApiKey }: Pick<AccountRevokeForm, "pgApiKey">,
): AccountObjection | undefined {
  const objection = objectionToTouching(payment);
  if (objection !== undefined) return objection;
  if (!mayBeTried(capabilityOf(payment.pgProvider, "revokeVirtualAccount"))) return { rule: "pg_revokes_none" };
  return needsRevokeKey(payment.pgProvider) && pgApiKey === undefined ? { rule: "key_missing" } : undefined;
}

/** Why amount and deadline of an account cannot be changed; undefined where they can. */
export function objectionToChange(
  payment: Payment,
  { amount, dueAt, seen }: Pick<AccountChangeForm, "amount" | "dueAt" | "seen">,
  nowSeconds: number,
): AccountObjection | undefined {
  const objection = objectionToTouching(payment);
  if (objection !== undefined) return objection;
  if (!mayBeTried(capabilityOf(payment.pgProvider, "changeVirtualAccount"))) return { rule: "pg_changes_none" };
  const now = { amount: payment.amount.amount, dueAt: payment.virtualAccount?.dueAt ?? null };
  if (now.amount !== seen.amount || now.dueAt !== seen.dueAt) return { rule: "account_moved" };
  if (dueAt <= nowSeconds) return { rule: "due_past" };
  return amount === now.amount && dueAt === now.dueAt ? { rule: "nothing_to_change" } : undefined;
}

function objectionToTouching(payment: Payment): AccountObjection | undefined {
  if (payment.method !== "vbank" || (payment.virtualAccount?.number ?? null) === null)
    return { rule: "not_an_account" };
  return payment.status === "ready" ? undefined : { rule: "account_not_waiting" };
}

/** Whether revoking at this PG takes a credential of its own. */
export function needsRevokeKey(pgProvider: string | null): boolean {
  return pgProvider === "html5_inicis";
}
