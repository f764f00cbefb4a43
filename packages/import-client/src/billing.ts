import { type AppError, toWireAmount } from "@maru/domain";
import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type { PaymentListing, PaymentOutcome } from "./client-types.ts";
import type {
  BillingClient,
  BillingKey,
  BillingKeyOutcome,
  BulkBillingKeys,
  ChargeRequest,
  NewSchedule,
  Schedule,
  ScheduleOutcome,
  SchedulePage,
  ScheduleQuery,
  ScheduleStatus,
  SchedulesOutcome,
} from "./follow-up-types.ts";
import type { WireCall } from "./http-exchange.ts";
import { outcomeOf } from "./outcome.ts";
import { readPayment, readPayments } from "./read-payment.ts";
import {
  readCount,
  readCurrency,
  readFlag,
  readInstant,
  readList,
  readText,
  requireList,
  requireMoney,
  requireObject,
  requireText,
  unreadableShape,
} from "./wire-fields.ts";
import { isWireObject, type WireObject } from "./wire-object.ts";

/** Upstream's own bounds: three months, of which 90 days is the shortest; a page of the lists of one key. */
const longestWindow = 90 * 24 * 60 * 60;
const largestPage = 1000;
const pageOfKey = 20;
const scheduleStatuses: readonly ScheduleStatus[] = ["scheduled", "executed", "revoked"];

/** Billing keys, charges of them, and their schedules (`/subscribe`). Card numbers are never sent. */
export function createBilling({ read, write }: CallUpstream): BillingClient {
  async function responseOf(call: ReadCall): Promise<unknown> {
    const answer = await read(call);
    if (answer.kind === "refused") throw answer.error;
    return answer.response;
  }

  async function charged(call: WireCall, merchantUid: string): Promise<PaymentOutcome> {
    return outcomeOf(await write(call), (response): PaymentOutcome => {
      const payment = readPayment(response);
      if (payment.payment.merchantUid !== merchantUid) throw unreadableShape("merchant_uid: of another order");
      return { kind: "accepted", read: payment };
    });
  }

  async function moved(
    operation: string,
    path: string,
    method: "POST" | "PUT",
    { merchantUid, scheduledAt }: { readonly merchantUid: string; readonly scheduledAt: number },
  ): Promise<ScheduleOutcome> {
    if (!isPathSegment(merchantUid)) return notSent("A schedule is named by its order number.");
    if (!isInstant(scheduledAt)) return notSent("A schedule has a time in unix seconds.");
    const body = { schedule_at: scheduledAt };
    const answer = await write({ operation, method, path, segments: [merchantUid], body });
    return outcomeOf(answer, (response): ScheduleOutcome => {
      const schedule = readSchedule(response);
      if (schedule.merchantUid !== merchantUid) throw unreadableShape("merchant_uid: of another schedule");
      return { kind: "accepted", schedule };
    });
  }

  return {
    async getBillingKey(customerUid) {
      requireUid(customerUid);
      const key = readBillingKey(
        await responseOf({
          operation: "getBillingKey",
          method: "GET",
          path: "/subscribe/customers/{customer_uid}",
          segments: [customerUid],
        }),
      );
      if (key.customerUid !== customerUid) throw unreadableShape("customer_uid: of another key than asked for");
      return key;
    },

    async getBillingKeys(customerUids): Promise<BulkBillingKeys> {
      const asked = new Set(customerUids);
      if (asked.size === 0) return { found: [], missing: [] };
      const answer = await read({
        operation: "getBillingKeys",
        method: "GET",
        path: "/subscribe/customers",
        query: Array.from(asked, (uid) => ["customer_uid[]", uid.toWellFormed()]),
      });
      if (answer.kind === "refused" && answer.httpStatus !== 404) throw answer.error;
      const wires = answer.kind === "refused" ? [] : requireList(answer.response, "response");
      const found = wires.map(readBillingKey);
      for (const { customerUid } of found) asked.delete(customerUid);
      return { found, missing: [...asked] };
    },

    async listBillingKeyPayments(customerUid, page = 1): Promise<PaymentListing> {
      requireUid(customerUid);
      const answer = await read({
        operation: "listBillingKeyPayments",
        method: "GET",
        path: "/subscribe/customers/{customer_uid}/payments",
        segments: [customerUid],
        query: [["page", String(page)]],
      });
      if (answer.kind === "refused") throw answer.error;
      const wire = requireObject(answer.response, "response");
      const { payments, unreadable } = readPayments(requireList(wire.list, "list"));
      const total = readCount(wire, "total") ?? payments.length;
      return { total, page, hasMore: (readCount(wire, "next") ?? 0) > 0, payments, unreadable };
    },

    async deleteBillingKey({ customerUid, reason, requester }): Promise<BillingKeyOutcome> {
      if (!isPathSegment(customerUid)) return notSent("A billing key is named by its customer_uid.");
      const answer = await write({
        operation: "deleteBillingKey",
        method: "DELETE",
        path: "/subscribe/customers/{customer_uid}",
        segments: [customerUid],
        query: [["reason", reason], ...(requester === undefined ? [] : [["extra[requester]", requester] as const])],
      });
      return outcomeOf(answer, (response): BillingKeyOutcome => ({ kind: "accepted", key: readBillingKey(response) }));
    },

    async chargeBillingKey(request) {
      const objection = objectionToCharge(request);
      if (objection) return { kind: "not_sent", cause: objection };
      const body = { customer_uid: request.customerUid, ...wireCharge(request) };
      return charged(
        { operation: "chargeBillingKey", method: "POST", path: "/subscribe/payments/again", body },
        request.merchantUid,
      );
    },

    async listSchedules({ from, to, status, page, limit }): Promise<SchedulePage> {
      requireWindow({ from, to, page });
      if (!Number.isSafeInteger(limit) || limit < 1 || limit > largestPage) {
        throw invalidInput(`A page holds 1 to ${largestPage} schedules.`);
      }
      const response = await responseOf({
        operation: "listSchedules",
        method: "GET",
        path: "/subscribe/payments/schedule",
        query: [
          ["schedule_from", String(from)],
          ["schedule_to", String(to)],
          ...(status === undefined ? [] : [["schedule_status", status] as const]),
          ["page", String(page)],
          ["limit", String(limit)],
          ["sorting", "scheduled"],
        ],
      });
      return readPage(response, limit);
    },

    async listSchedulesOfKey(customerUid, { from, to, status, page }): Promise<SchedulePage> {
      requireUid(customerUid);
      requireWindow({ from, to, page });
      const response = await responseOf({
        operation: "listSchedulesOfKey",
        method: "GET",
        path: "/subscribe/payments/schedule/customers/{customer_uid}",
        segments: [customerUid],
        query: [
          ["page", String(page)],
          ["from", String(from)],
          ["to", String(to)],
          ...(status === undefined ? [] : [["schedule-status", status] as const]),
        ],
      });
      return readPage(response, pageOfKey);
    },

    async getSchedule(merchantUid) {
      requireUid(merchantUid);
      const schedule = readSchedule(
        await responseOf({
          operation: "getSchedule",
          method: "GET",
          path: "/subscribe/payments/schedule/{merchant_uid}",
          segments: [merchantUid],
        }),
      );
      if (schedule.merchantUid !== merchantUid)
        throw unreadableShape("merchant_uid: of another schedule than asked for");
      return schedule;
    },

    async createSchedules(customerUid, schedules): Promise<SchedulesOutcome> {
      if (customerUid === "" || schedules.length === 0) return notSent("Schedules belong to a billing key.");
      const objection = schedules.map(objectionToSchedule).find((one) => one !== undefined);
      if (objection) return { kind: "not_sent", cause: objection };
      const answer = await write({
        operation: "createSchedules",
        method: "POST",
        path: "/subscribe/payments/schedule",
        body: {
          customer_uid: customerUid,
          schedules: schedules.map((one) => ({ ...wireCharge(one), schedule_at: one.scheduledAt })),
        },
      });
      return outcomeOf(answer, readSchedules);
    },

    moveSchedule: (merchantUid, scheduledAt) =>
      moved("moveSchedule", "/subscribe/payments/schedule/{merchant_uid}", "PUT", { merchantUid, scheduledAt }),

    rescheduleSchedule: (merchantUid, scheduledAt) =>
      moved("rescheduleSchedule", "/subscribe/payments/schedule/{merchant_uid}/reschedule", "POST", {
        merchantUid,
        scheduledAt,
      }),

    async retrySchedule(merchantUid) {
      if (!isPathSegment(merchantUid)) return notSent("A schedule is named by its order number.");
      return charged(
        {
          operation: "retrySchedule",
          method: "POST",
          path: "/subscribe/payments/schedule/{merchant_uid}/retry",
          segments: [merchantUid],
        },
        merchantUid,
      );
    },

    async revokeSchedule({ customerUid, merchantUid }): Promise<SchedulesOutcome> {
      if (customerUid === "" || merchantUid === "") {
        return notSent("A schedule is revoked by its key and its order number together.");
      }
      const answer = await write({
        operation: "revokeSchedule",
        method: "POST",
        path: "/subscribe/payments/unschedule",
        body: { customer_uid: customerUid, merchant_uid: [merchantUid] },
      });
      return outcomeOf(answer, readSchedules);
    },
  };
}

function notSent(reason: string): { readonly kind: "not_sent"; readonly cause: AppError } {
  return { kind: "not_sent", cause: invalidInput(reason) };
}

function requireUid(uid: string): void {
  if (!isPathSegment(uid)) throw invalidInput("A name is not empty and not a dot.");
}

function isInstant(seconds: number): boolean {
  return Number.isSafeInteger(seconds) && seconds > 0;
}

function requireWindow({ from, to, page }: Pick<ScheduleQuery, "from" | "to" | "page">): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from) {
    throw invalidInput("A window is two instants in unix seconds, the earlier one first.");
  }
  if (to - from > longestWindow) throw invalidInput("A window of schedules is at most 90 days long.");
  if (!Number.isSafeInteger(page) || page < 1) throw invalidInput("A page is a whole number from 1.");
}

function objectionToCharge(request: Omit<ChargeRequest, "customerUid">): AppError | undefined {
  const { merchantUid, amount, orderName, taxFreeAmount } = request;
  if (merchantUid === "" || !merchantUid.isWellFormed()) return invalidInput("A charge is made for an order.");
  if (!isSendable(amount, 1)) return invalidInput("A charge has an amount above zero in whole minor units.");
  if (orderName.trim() === "") return invalidInput("A charge says what is paid.");
  const isFitting =
    taxFreeAmount === undefined ||
    (isSendable(taxFreeAmount, 0) &&
      taxFreeAmount.amount <= amount.amount &&
      taxFreeAmount.currency === amount.currency);
  return isFitting ? undefined : invalidInput("The tax-free part of a charge fits inside its amount.");
}

function objectionToSchedule(schedule: NewSchedule): AppError | undefined {
  if (!isInstant(schedule.scheduledAt)) return invalidInput("A schedule has a time in unix seconds.");
  return objectionToCharge(schedule);
}

function wireCharge(request: Omit<ChargeRequest, "customerUid">): Record<string, unknown> {
  return {
    merchant_uid: request.merchantUid,
    amount: toWireAmount(request.amount),
    currency: request.amount.currency,
    name: request.orderName,
    ...(request.buyerName !== undefined && { buyer_name: request.buyerName }),
    ...(request.taxFreeAmount && { tax_free: toWireAmount(request.taxFreeAmount) }),
  };
}

/** Declared as a list, and said to be paged: both shapes are read. */
function listIn(response: unknown): readonly unknown[] {
  return isWireObject(response) ? requireList(response.list, "list") : requireList(response, "response");
}

function readPage(response: unknown, limit: number): SchedulePage {
  const schedules = listIn(response).map(readSchedule);
  return { schedules, mayHaveMore: schedules.length >= limit };
}

function readSchedules(response: unknown): SchedulesOutcome {
  return { kind: "accepted", schedules: listIn(response ?? []).map(readSchedule) };
}

function readSchedule(value: unknown): Schedule {
  const wire = requireObject(value, "schedule");
  const statusText = requireText(wire, "schedule_status");
  const scheduledAt = readInstant(wire, "schedule_at");
  if (scheduledAt === null) throw unreadableShape("schedule_at: missing");
  return {
    customerUid: requireText(wire, "customer_uid"),
    merchantUid: requireText(wire, "merchant_uid"),
    impUid: readText(wire, "imp_uid"),
    pgProvider: readText(wire, "pg_provider"),
    mid: readText(wire, "pg_id"),
    customerId: readText(wire, "customer_id"),
    scheduledAt,
    executedAt: readInstant(wire, "executed_at"),
    revokedAt: readInstant(wire, "revoked_at"),
    amount: requireMoney(wire, "amount", readCurrency(wire, "currency")),
    orderName: readText(wire, "name"),
    buyerName: readText(wire, "buyer_name"),
    status: scheduleStatuses.find((status) => status === statusText) ?? "unknown",
    statusText,
    paymentStatus: readText(wire, "payment_status"),
    failReason: readText(wire, "fail_reason"),
  };
}

function readBillingKey(value: unknown): BillingKey {
  const wire = requireObject(value, "billing key");
  return {
    customerUid: requireText(wire, "customer_uid"),
    pgProvider: readText(wire, "pg_provider"),
    mid: readText(wire, "pg_id"),
    isTestChannel: readFlag(wire, "sandbox"),
    customerId: readText(wire, "customer_id"),
    cardName: readText(wire, "card_name"),
    cardNumber: readText(wire, "card_number"),
    customerName: readText(wire, "customer_name"),
    customerTel: readText(wire, "customer_tel"),
    customerEmail: readText(wire, "customer_email"),
    registeredAt: readInstant(wire, "inserted"),
    updatedAt: readInstant(wire, "updated"),
    channels: readChannels(wire),
  };
}

function readChannels(wire: WireObject): BillingKey["channels"] {
  if (wire.succeededChannels === undefined) return null;
  return readList(wire, "succeededChannels").map((value) => {
    const channel = requireObject(value, "succeededChannels[]");
    return { pgProvider: requireText(channel, "pg_provider"), mid: readText(channel, "pg_id") };
  });
}
