import type { Localised } from "../locale.ts";
import type { Payment } from "../payment.ts";
import type { Delivery } from "./delivery.ts";
import type { EscrowField, EscrowMode } from "./escrow-fields.ts";
import { missingEscrowFields } from "./escrow-fields.ts";
import type { EscrowOrder } from "./escrow-order.ts";

export type EscrowRule =
  | "not_escrow"
  | "not_paid"
  | "nothing_left"
  | "pg_unsupported"
  | "change_unsupported"
  | "already_registered"
  | "same_registered"
  | "nothing_registered"
  | "change_too_early"
  | "courier_unknown"
  | "sent_at_ahead"
  | "fields_missing";

export interface EscrowRefusal {
  readonly rule: EscrowRule;
  /** What the PG needs and the order leaves empty. */
  readonly fields?: readonly EscrowField[];
}

/** KSNET shows a registration only half an hour to an hour later, and takes no change of it before. */
const ksnetSettlesSeconds = 60 * 60;
const aheadSeconds = 24 * 60 * 60;

/** Why nothing can be registered for this payment, or changed of it, whatever the form says. */
export function refuseEscrow(
  payment: Pick<Payment, "isEscrow" | "status" | "pgProvider">,
  {
    mode,
    support,
    registered,
    now,
  }: {
    readonly mode: EscrowMode;
    readonly support: { readonly register: boolean; readonly change: boolean };
    /** Null where nothing is registered, undefined where nobody could be asked. */
    readonly registered: Pick<Delivery, "registeredAt"> | null | undefined;
    /** Unix seconds. */
    readonly now: number;
  },
): EscrowRefusal | undefined {
  if (!payment.isEscrow) return { rule: "not_escrow" };
  if (payment.status === "cancelled") return { rule: "nothing_left" };
  if (payment.status !== "paid" && payment.status !== "partially_cancelled") return { rule: "not_paid" };
  if (!support.register) return { rule: "pg_unsupported" };
  if (mode === "register") return registered == null ? undefined : { rule: "already_registered" };
  if (!support.change) return { rule: "change_unsupported" };
  if (registered === null) return { rule: "nothing_registered" };
  const { registeredAt = null } = registered ?? {};
  if (payment.pgProvider === "ksnet" && registeredAt !== null && now - registeredAt < ksnetSettlesSeconds) {
    return { rule: "change_too_early" };
  }
  return undefined;
}

/** Why this form registers nothing; undefined when it does. */
export function refuseEscrowForm(
  order: Omit<EscrowOrder, "instructionId" | "impUid">,
  {
    mode,
    pgProvider,
    isCourier,
    now,
  }: {
    readonly mode: EscrowMode;
    readonly pgProvider: string | null;
    /** Upstream turns a courier it does not know into "other" without a word. */
    readonly isCourier: boolean;
    readonly now: number;
  },
): EscrowRefusal | undefined {
  if (!isCourier) return { rule: "courier_unknown" };
  if (order.sentAt > now + aheadSeconds) return { rule: "sent_at_ahead" };
  const fields = missingEscrowFields(pgProvider, mode, order);
  return fields.length > 0 ? { rule: "fields_missing", fields } : undefined;
}

/** What is so, what it means, what to do. */
export const escrowRuleWords: Readonly<Record<EscrowRule, Localised>> = {
  not_escrow: {
    ko: "에스크로 결제가 아니라서 배송정보를 등록하지 않아요.",
    en: "This is no escrow payment, so no delivery is registered for it.",
  },
  not_paid: {
    ko: "결제가 완료되지 않아서 아직 배송정보를 등록할 수 없어요.",
    en: "It is not paid, so no delivery can be registered yet.",
  },
  nothing_left: {
    ko: "전액 취소된 결제예요. 배송정보를 등록할 수 없어요.",
    en: "The payment is cancelled in full. No delivery can be registered.",
  },
  pg_unsupported: {
    ko: "이 PG는 아임포트 API로 배송정보를 받지 않아요. PG 관리자에서 등록해 주세요.",
    en: "This PG takes no delivery through i'mport's API. Register it in the PG's own admin.",
  },
  change_unsupported: {
    ko: "이 PG는 등록한 배송정보를 아임포트 API로 바꿀 수 없어요. PG 관리자에서 바꿔 주세요.",
    en: "This PG does not let a registered delivery be changed through i'mport's API. Change it in the PG's own admin.",
  },
  already_registered: {
    ko: "이미 다른 배송정보가 등록되어 있어요. 새로 등록하는 대신 수정해야 해요.",
    en: "Another delivery is registered already. It has to be changed instead.",
  },
  same_registered: {
    ko: "같은 택배사와 송장번호로 이미 등록되어 있어요. 할 일이 남아 있지 않아요.",
    en: "The same courier and invoice are registered already. Nothing is left to do.",
  },
  nothing_registered: {
    ko: "등록된 배송정보가 아직 확인되지 않아요. 수정이 아니라 등록을 해야 해요.",
    en: "No delivery is registered yet. It has to be registered, not changed.",
  },
  change_too_early: {
    ko: "KSNET은 등록하고 30분에서 1시간이 지나야 수정할 수 있어요. 잠시 뒤에 다시 해 주세요.",
    en: "KSNET takes a change only 30 to 60 minutes after the registration. Try again later.",
  },
  courier_unknown: {
    ko: "택배사를 알아보지 못했어요. 그대로 보내면 ‘기타’로 등록돼요.",
    en: "The courier is not known. Sent like this, it would be registered as “other”.",
  },
  sent_at_ahead: {
    ko: "발송 시각이 하루보다 더 앞날이에요.",
    en: "The time of dispatch is more than a day ahead.",
  },
  fields_missing: { ko: "이 PG에 꼭 필요한 항목이 비어 있어요.", en: "Fields that this PG needs are empty." },
};
