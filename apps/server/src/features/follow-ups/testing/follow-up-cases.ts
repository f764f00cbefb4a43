import type { Role } from "@maru/domain";
import {
  deleteBillingKey,
  moveSchedule,
  rescheduleSchedule,
  retrySchedule,
  revokeSchedule,
} from "../../billing/billing-kinds.ts";
import { eraseIdentity } from "../../identity/identity-kinds.ts";
import type { InstructionKind } from "../../instructions/instruction-kind.ts";
import type { InstructionView } from "../../instructions/instruction-view.ts";
import type { InstructionForm } from "../../instructions/open-instruction.ts";
import type { InstructionDesk } from "../../instructions/testing/instruction-desk.ts";
import { naverOrderKind } from "../naver-order-kinds.ts";
import {
  changePaycoOrder,
  confirmNaverPayment,
  deleteKcpQuickKey,
  deleteKcpQuickMember,
  giveNaverPoints,
  releaseKcpQuickFido,
  reportPaymentwallDelivery,
  revokeBarcode,
  splitReceipt,
} from "../pg-kinds.ts";

/** A write that is ready to be given, and how to see at the sandbox what was really done. */
export interface ReadyFollowUp {
  readonly id: string;
  give(): Promise<InstructionView>;
  /** Where its request goes. */
  readonly method: string;
  readonly path: string;
  /** How often it was really done. */
  done(): number;
}

export interface FollowUpCase {
  readonly name: string;
  /** Whether upstream keeps a record that tells. */
  readonly isReadBack: boolean;
  /** Whether the document lets the PG say no in an envelope that is not a server error. */
  readonly refusesInWords: boolean;
  prepare(desk: InstructionDesk): Promise<ReadyFollowUp>;
}

let minted = 0;
function newId(): string {
  minted += 1;
  return `follow-up-of-a-test-${String(minted).padStart(6, "0")}`;
}

async function control(desk: InstructionDesk, path: string, body: object): Promise<string> {
  const request = new Request(`http://sandbox.invalid/__sandbox/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return (await desk.sandbox.fetch(request)).text();
}

type Order = Parameters<InstructionDesk["sandbox"]["control"]["createPayment"]>[1];
export function makePayment(
  desk: InstructionDesk,
  order: Order,
): { readonly impUid: string; readonly merchantUid: string } {
  const { control: shop } = desk.sandbox;
  const { imp_uid: impUid, merchant_uid: merchantUid } = shop.createPayment(shop.parent, order).wire;
  return { impUid, merchantUid };
}

interface Write<Contents extends InstructionForm> {
  readonly kind: InstructionKind<Contents>;
  readonly role?: Role;
  readonly form: Contents;
  readonly method: string;
  readonly path: string;
  /** What the sandbox's ledger calls it, and of what. */
  readonly ledger: string;
  readonly of: string;
}

function ready<Contents extends InstructionForm>(
  desk: InstructionDesk,
  { kind, role = "admin", form, method, path, ledger, of }: Write<Contents>,
): ReadyFollowUp {
  const entries = () => {
    const all = desk.sandbox.control.ledger.entries({ kind: ledger });
    return all.filter((entry) => entry.imp_uid === of || entry.merchant_uid === of || entry.reason === of);
  };
  const before = entries().length;
  return {
    id: form.instructionId,
    give: () => desk.giveAs(role, kind, form),
    method,
    path,
    done: () => entries().length - before,
  };
}

/** An order of Naver Pay with the product that a step is taken with, brought to where the step can be taken. */
async function naverOrder(
  desk: InstructionDesk,
  before: readonly ("placed" | "sent" | "returning" | "exchanging" | "collected" | "cancelling")[],
) {
  const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", amount: 20_000 });
  const orders = await desk.deps.upstream.listNaverProductOrders(impUid);
  const productOrderIds = orders.map(({ productOrderId }) => productOrderId);
  const upstream = desk.deps.upstream;
  const choice = { impUid, productOrderIds };
  for (const state of before) {
    if (state === "placed") await upstream.stepNaverOrder(choice, { step: "place" });
    if (state === "sent")
      await upstream.stepNaverOrder(choice, { step: "ship", parcel: { method: "NOTHING" }, dispatchedAt: 1 });
    if (state === "collected") await upstream.stepNaverOrder(choice, { step: "collect-exchanged" });
    for (const id of productOrderIds) {
      if (state === "returning") await control(desk, `naver-orders/${id}/request-return`, {});
      if (state === "exchanging") await control(desk, `naver-orders/${id}/request-exchange`, {});
      if (state === "cancelling") await control(desk, `naver-orders/${id}/request-cancel`, {});
    }
  }
  return { impUid, productOrderIds };
}

type NaverForm = Parameters<ReturnType<typeof naverOrderKind>["send"]>[1];
type NaverFacts<Form = NaverForm> = Form extends NaverForm
  ? Omit<Form, "instructionId" | "impUid" | "productOrderIds">
  : never;

function naverCase(
  facts: NaverFacts,
  ledger: string,
  before: Parameters<typeof naverOrder>[1],
  isReadBack: boolean,
): FollowUpCase {
  return {
    name: `a Naver order: ${facts.step}`,
    isReadBack,
    refusesInWords: false,
    async prepare(desk) {
      const order = await naverOrder(desk, before);
      const form = { instructionId: newId(), ...order, ...facts } as NaverForm;
      return ready(desk, {
        kind: naverOrderKind(facts.step),
        form,
        method: "POST",
        path: `/payments/${order.impUid}/naver/${facts.step}`,
        ledger,
        of: order.productOrderIds[0] ?? "",
      });
    },
  };
}

const parcel = { method: "DELIVERY", courier: "CJGLS", trackingNumber: "123456789012" } as const;

const naverCases: readonly FollowUpCase[] = [
  naverCase({ step: "place" }, "naver_placed", [], false),
  naverCase({ step: "ship", parcel, dispatchedAt: 1_795_000_000 }, "naver_shipped", ["placed"], true),
  naverCase({ step: "cancel", reason: "SOLD_OUT" }, "naver_cancelled", [], true),
  naverCase({ step: "approve-cancel" }, "naver_cancel_approved", ["cancelling"], true),
  naverCase(
    { step: "request-return", parcel: { method: "RETURN_INDIVIDUAL" }, reason: "BROKEN" },
    "naver_return_requested",
    ["placed", "sent"],
    true,
  ),
  naverCase({ step: "approve-return", memo: null }, "naver_return_approved", ["placed", "sent", "returning"], true),
  naverCase(
    { step: "reject-return", memo: "사용 흔적" },
    "naver_return_rejected",
    ["placed", "sent", "returning"],
    true,
  ),
  naverCase(
    { step: "withhold-return", reason: "ETC", memo: "미입고", extraCharge: 3000 },
    "naver_return_withheld",
    ["placed", "sent", "returning"],
    false,
  ),
  naverCase({ step: "collect-exchanged" }, "naver_exchange_collected", ["placed", "sent", "exchanging"], true),
  naverCase(
    { step: "ship-exchanged", parcel: { method: "NOTHING" } },
    "naver_exchange_shipped",
    ["placed", "sent", "exchanging", "collected"],
    true,
  ),
];

const now = (desk: InstructionDesk) => Math.floor(desk.clock.now() / 1000);

/** A schedule of a new key; by its state it waits, has failed or was revoked. */
async function newSchedule(desk: InstructionDesk, state: "waiting" | "revoked"): Promise<string> {
  const customerUid = newId();
  const merchantUid = customerUid.replace("follow-up-of-a-test", "plan");
  await control(desk, "billing-keys", { customerUid });
  const { upstream } = desk.deps;
  const plan = {
    merchantUid,
    scheduledAt: now(desk) + 86_400,
    amount: { amount: 9900, currency: "KRW" },
    orderName: "생수",
  };
  await upstream.createSchedules(customerUid, [plan]);
  if (state === "revoked") await upstream.revokeSchedule({ customerUid, merchantUid });
  return merchantUid;
}

const billingCases: readonly FollowUpCase[] = [
  {
    name: "a billing key that is deleted",
    isReadBack: true,
    refusesInWords: true,
    async prepare(desk) {
      const customerUid = newId();
      await control(desk, "billing-keys", { customerUid });
      const form = { instructionId: newId(), customerUid, reason: "탈퇴" };
      const path = `/subscribe/customers/${customerUid}`;
      return ready(desk, {
        kind: deleteBillingKey,
        form,
        method: "DELETE",
        path,
        ledger: "billing_key_deleted",
        of: customerUid,
      });
    },
  },
  ...(
    [
      [moveSchedule, "waiting", "PUT", "", "schedule_moved"],
      [rescheduleSchedule, "revoked", "POST", "/reschedule", "scheduled"],
    ] as const
  ).map(
    ([kind, state, method, end, ledger]): FollowUpCase => ({
      name: `a schedule: ${kind.kind}`,
      isReadBack: true,
      refusesInWords: true,
      async prepare(desk) {
        const merchantUid = await newSchedule(desk, state);
        const form = { instructionId: newId(), merchantUid, scheduledAt: now(desk) + 2 * 86_400 };
        const path = `/subscribe/payments/schedule/${merchantUid}${end}`;
        return ready(desk, { kind, form, method, path, ledger, of: merchantUid });
      },
    }),
  ),
  ...(
    [
      [retrySchedule, "revoked", "retry", "schedule_retried"],
      [revokeSchedule, "waiting", "unschedule", "schedule_revoked"],
    ] as const
  ).map(
    ([kind, state, end, ledger]): FollowUpCase => ({
      name: `a schedule: ${kind.kind}`,
      isReadBack: true,
      refusesInWords: kind !== retrySchedule,
      async prepare(desk) {
        const merchantUid = await newSchedule(desk, state);
        const form = { instructionId: newId(), merchantUid };
        const path =
          end === "retry" ? `/subscribe/payments/schedule/${merchantUid}/retry` : "/subscribe/payments/unschedule";
        return ready(desk, { kind, form, method: "POST", path, ledger, of: merchantUid });
      },
    }),
  ),
];

function paymentCase<Contents extends InstructionForm>(
  kind: InstructionKind<Contents>,
  order: Order,
  write: (ids: { readonly impUid: string; readonly merchantUid: string }) => Pick<Write<Contents>, "form" | "path">,
  ledger: string,
  refusesInWords: boolean,
): FollowUpCase {
  return {
    name: `a payment: ${kind.kind}`,
    isReadBack: kind.readBack !== undefined,
    refusesInWords,
    async prepare(desk) {
      const ids = makePayment(desk, order);
      const { form, path } = write(ids);
      const method = kind.kind === "barcode.revoke" ? "DELETE" : "POST";
      return ready(desk, { kind, form, method, path, ledger, of: ids.impUid });
    },
  };
}

const pgCases: readonly FollowUpCase[] = [
  paymentCase(
    confirmNaverPayment,
    { pgProvider: "naverpay", payMethod: "naverpay" },
    ({ impUid }) => ({
      form: { instructionId: newId(), impUid, requester: "admin" },
      path: `/payments/${impUid}/naver/confirm`,
    }),
    "naver_confirmed",
    false,
  ),
  paymentCase(
    giveNaverPoints,
    { pgProvider: "naverpay", payMethod: "naverpay" },
    ({ impUid }) => ({ form: { instructionId: newId(), impUid }, path: `/payments/${impUid}/naver/point` }),
    "naver_points_given",
    false,
  ),
  paymentCase(
    changePaycoOrder,
    { pgProvider: "payco", payMethod: "payco" },
    ({ impUid }) => ({
      form: { instructionId: newId(), impUid, status: "DELIVERY_START" },
      path: `/payco/orders/status/${impUid}`,
    }),
    "payco_order_changed",
    true,
  ),
  paymentCase(
    reportPaymentwallDelivery,
    { pgProvider: "paymentwall", amount: 20 },
    (ids) => ({
      form: {
        instructionId: newId(),
        ...ids,
        type: "digital",
        status: "delivered",
        estimatedDeliveryAt: 1_795_500_000,
        isRefundable: true,
        email: "emily@example.com",
      },
      path: "/paymentwall/delivery",
    }),
    "delivery_reported",
    true,
  ),
  paymentCase(
    revokeBarcode,
    { pgProvider: "galaxia", payMethod: "cvs", status: "ready" },
    ({ impUid }) => ({ form: { instructionId: newId(), impUid }, path: `/cvs/${impUid}` }),
    "barcode_annulled",
    true,
  ),
  paymentCase(
    splitReceipt,
    { pgProvider: "html5_inicis", amount: 10_000 },
    ({ impUid }) => ({
      form: {
        instructionId: newId(),
        impUid,
        parts: [{ businessNumber: "1248100998", companyName: "마루상회", amount: 4000, taxFreeAmount: null }],
      },
      path: `/partners/receipts/${impUid}`,
    }),
    "partner_receipt_split",
    true,
  ),
];

async function kcpMember(desk: InstructionDesk): Promise<string> {
  const memberId = newId();
  await control(desk, "kcpquick/members", { memberId, usesFido: true });
  return memberId;
}

const personCases: readonly FollowUpCase[] = [
  {
    name: "a member of KCP Quick that is deleted",
    isReadBack: false,
    refusesInWords: true,
    async prepare(desk) {
      const memberId = await kcpMember(desk);
      const form = { instructionId: newId(), memberId, siteCode: "IX0MR", partnerType: "IX99", partnerSubtype: "99IX" };
      const path = `/kcpquick/members/${memberId}`;
      return ready(desk, {
        kind: deleteKcpQuickMember,
        form,
        method: "DELETE",
        path,
        ledger: "kcpquick_member_deleted",
        of: memberId,
      });
    },
  },
  {
    name: "biometrics of KCP Quick that are released",
    isReadBack: false,
    refusesInWords: true,
    async prepare(desk) {
      const memberId = await kcpMember(desk);
      const channels = await desk.deps.upstream.listChannels();
      const channelKey = channels.find(({ pgProvider }) => pgProvider === "kcp_quick")?.channelKey ?? "";
      const form = { instructionId: newId(), memberId, channelKey };
      const path = `/kcpquick/members/${memberId}/fido/release`;
      return ready(desk, {
        kind: releaseKcpQuickFido,
        form,
        method: "POST",
        path,
        ledger: "kcpquick_fido_released",
        of: memberId,
      });
    },
  },
  {
    name: "a key of KCP Quick that is deleted",
    isReadBack: false,
    refusesInWords: false,
    async prepare(desk) {
      const customerUid = newId();
      await control(desk, "billing-keys", { customerUid, pgProvider: "kcp_quick" });
      const form = { instructionId: newId(), customerUid };
      const path = `/kcpquick/autopay/${customerUid}`;
      return ready(desk, {
        kind: deleteKcpQuickKey,
        form,
        method: "DELETE",
        path,
        ledger: "kcpquick_key_deleted",
        of: customerUid,
      });
    },
  },
  {
    name: "an identity check that is erased",
    isReadBack: true,
    refusesInWords: true,
    async prepare(desk) {
      const impUid = /imp_\d{12}/.exec(await control(desk, "certifications", {}))?.[0] ?? "";
      const form = { instructionId: newId(), impUid };
      const path = `/certifications/${impUid}`;
      return ready(desk, {
        kind: eraseIdentity,
        form,
        method: "DELETE",
        path,
        ledger: "certification_deleted",
        of: impUid,
      });
    },
  },
];

export const followUpCases: readonly FollowUpCase[] = [...naverCases, ...billingCases, ...pgCases, ...personCases];
