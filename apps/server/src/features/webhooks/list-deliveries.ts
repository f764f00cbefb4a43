import {
  addKstDays,
  type KstDate,
  kstDayStart,
  type WebhookFilter,
  type WebhookVerdict,
  webhookFilter,
} from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { readTimePage } from "../../time-cursor.ts";
import { isPublishedAddress, publishedAddresses } from "./published-addresses.ts";
import { type DeliveryConditions, findDeliveries, type StoredDelivery } from "./webhooks.repository.ts";

const largestPage = 200;

export const deliveryQuery = z.extend(webhookFilter, {
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50),
});

/** One call to the webhook address, or one processed again, as the log lists it. */
export interface WebhookDelivery {
  readonly id: string;
  /** Unix milliseconds. */
  readonly receivedAtMs: number;
  readonly ip: string;
  /** Whether the address is one the vendor publishes; a signal, never a proof. */
  readonly isPublishedAddress: boolean;
  readonly contentType: string | null;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly status: string | null;
  readonly cancellationId: string | null;
  readonly verdict: WebhookVerdict;
  readonly note: string | null;
  readonly attempts: number;
  /** When the verdict became final; unix milliseconds. */
  readonly settledAtMs: number | null;
  /** What the caller was answered with, and after how long. Nobody was for what a person had processed again. */
  readonly answer: { readonly status: number; readonly inMs: number } | null;
  /** Null until upstream has been asked. */
  readonly mode: "live" | "test" | null;
  readonly replay: { readonly of: string; readonly byName: string } | null;
}

export interface DeliveryPage {
  readonly items: readonly WebhookDelivery[];
  readonly nextCursor: string | null;
}

/** The log of webhook calls, newest first. */
export async function listDeliveries(
  { store }: Pick<SignedInContext, "store">,
  { cursor, limit, ...filter }: z.output<typeof deliveryQuery>,
): Promise<DeliveryPage> {
  // Looking into every body reads the whole log: nobody who searches payments waits behind it.
  const db = filter.text === undefined ? store.read : store.reports;
  const { rows, nextCursor } = await readTimePage(
    { cursor, limit },
    (before, most) => findDeliveries(db, conditionsOf(filter), before, most),
    ({ received_at_ms: at, id }) => ({ at, id }),
  );
  return { items: rows.map(toDelivery), nextCursor };
}

/** The filter in the words of the table. */
export function conditionsOf(filter: WebhookFilter): DeliveryConditions {
  const { text, status, ip, address, mode, origin, from, to, ...same } = filter;
  return {
    ...same,
    text: findable(text),
    status: findable(status),
    ip: findable(ip),
    addresses: address === undefined ? undefined : { of: publishedAddresses, isAmong: address === "published" },
    isTest: mode === undefined ? undefined : mode === "test",
    isReplay: origin === undefined ? undefined : origin === "replayed",
    fromMs: from === undefined ? undefined : startOf(from),
    untilMs: to === undefined ? undefined : startOf(addKstDays(to, 1)),
  };
}

/** What is stored holds no text that no database can hold; asked for, it is found nowhere. */
function findable(text: string | undefined): string | undefined {
  return text === undefined || storableText(text) === text ? text : "\ufffd";
}

function startOf(day: KstDate): number {
  return kstDayStart(day) * 1000;
}

/** A stored call as the log shows it. */
export function toDelivery(row: StoredDelivery): WebhookDelivery {
  return {
    id: row.id,
    receivedAtMs: row.received_at_ms,
    ip: row.ip,
    isPublishedAddress: isPublishedAddress(row.ip),
    contentType: row.content_type,
    impUid: row.imp_uid,
    merchantUid: row.merchant_uid,
    status: row.status,
    cancellationId: row.cancellation_id,
    verdict: row.verdict,
    note: row.note,
    attempts: row.attempts,
    settledAtMs: row.settled_at_ms,
    answer: row.replay_of === null ? { status: row.answered_status, inMs: row.answered_in_ms } : null,
    mode: row.is_test === null ? null : row.is_test === 1 ? "test" : "live",
    replay: row.replay_of === null ? null : { of: row.replay_of, byName: row.replayed_by_name ?? "" },
  };
}
