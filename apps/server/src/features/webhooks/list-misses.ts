import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import type { PaymentSource } from "../payments/payments.tables.ts";
import { findMisses, type StoredMiss } from "./misses.repository.ts";
import { findFirstVerified } from "./webhooks.repository.ts";

export const missQuery = z.strictObject({
  /** `open`: not here to this day; `late`: it came after it was missed. */
  show: z.optional(z.enum(["open", "late"])),
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});

export interface WebhookMiss {
  readonly id: string;
  readonly impUid: string;
  readonly status: StoredMiss["status"];
  readonly cancellationId: string | null;
  readonly happenedAtMs: number;
  readonly noticedAtMs: number;
  readonly noticedBy: PaymentSource;
  readonly mode: "live" | "test";
  readonly arrivedAtMs: number | null;
}

export interface MissPage {
  readonly items: readonly WebhookMiss[];
  readonly nextCursor: string | null;
  /** Since when webhooks are expected, per environment; null where none has ever come. */
  readonly watchedSince: { readonly live: number | null; readonly test: number | null };
}

/** Webhooks that were promised and did not come, the newest first. */
export async function listMisses(
  { store }: Pick<SignedInContext, "store">,
  { show, ...page }: z.output<typeof missQuery>,
): Promise<MissPage> {
  const isOpen = show === undefined ? null : show === "open";
  const [{ rows, nextCursor }, live, test] = await Promise.all([
    readTimePage(
      { ...page, idForm: /^[\w-]+$/ },
      (before, limit) => findMisses(store.read, { isOpen, before, limit }),
      ({ noticed_at_ms: at, id }) => ({ at, id }),
    ),
    findFirstVerified(store.read, 0),
    findFirstVerified(store.read, 1),
  ]);
  return {
    items: rows.map(toMiss),
    nextCursor,
    watchedSince: { live, test },
  };
}

function toMiss(row: StoredMiss): WebhookMiss {
  return {
    id: row.id,
    impUid: row.imp_uid,
    status: row.status,
    cancellationId: row.cancellation_id || null,
    happenedAtMs: row.happened_at_ms,
    noticedAtMs: row.noticed_at_ms,
    noticedBy: row.noticed_by,
    mode: row.is_test === 1 ? "test" : "live",
    arrivedAtMs: row.arrived_at_ms,
  };
}
