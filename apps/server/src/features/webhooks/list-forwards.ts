import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import type { OutboundProblem } from "../../outbound/outbound-problem.ts";
import { readTimePage } from "../../time-cursor.ts";
import {
  type ForwardWithDelivery,
  findAttempts,
  findForwards,
  findForwardsOf,
  type StoredAttempt,
} from "./forwards.repository.ts";
import type { ForwardState } from "./webhooks.tables.ts";

export const forwardQuery = z.strictObject({
  state: z.optional(z.enum(["waiting", "delivered", "failed", "stopped"])),
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});

export interface ForwardAttempt {
  readonly number: number;
  readonly atMs: number;
  readonly url: string;
  readonly address: string | null;
  readonly status: number | null;
  readonly problem: OutboundProblem | null;
  readonly tookMs: number;
}

/** One delivery on its way to the shop, with every attempt. */
export interface WebhookForward {
  readonly id: string;
  readonly deliveryId: string;
  readonly impUid: string | null;
  readonly status: string | null;
  readonly createdAtMs: number;
  readonly state: ForwardState;
  readonly nextAttemptAtMs: number | null;
  /** Who had it sent (again); null for what was forwarded by itself. */
  readonly replayedByName: string | null;
  readonly attempts: readonly ForwardAttempt[];
}

export interface ForwardPage {
  readonly items: readonly WebhookForward[];
  readonly nextCursor: string | null;
}

/** What was sent to the shop's own endpoint, the newest first. */
export async function listForwards(
  { store }: Pick<SignedInContext, "store">,
  { state, ...page }: z.output<typeof forwardQuery>,
): Promise<ForwardPage> {
  const { rows, nextCursor } = await readTimePage(
    { ...page, idForm: /^[\w-]+$/ },
    (before, limit) => findForwards(store.read, { state: state ?? null, before, limit }),
    ({ created_at_ms: at, id }) => ({ at, id }),
  );
  return { items: await withAttempts(store, rows), nextCursor };
}

/** Where one webhook was sent on to, with every attempt. */
export async function forwardsOf(
  { store }: Pick<SignedInContext, "store">,
  deliveryId: string,
): Promise<WebhookForward[]> {
  return withAttempts(store, await findForwardsOf(store.read, deliveryId));
}

async function withAttempts(
  store: SignedInContext["store"],
  rows: readonly ForwardWithDelivery[],
): Promise<WebhookForward[]> {
  const attempts = await findAttempts(
    store.read,
    rows.map(({ id }) => id),
  );
  const byForward = Map.groupBy(attempts, (attempt) => attempt.forward_id);
  return rows.map((row) => ({
    id: row.id,
    deliveryId: row.delivery_id,
    impUid: row.imp_uid,
    status: row.status,
    createdAtMs: row.created_at_ms,
    state: row.state,
    nextAttemptAtMs: row.next_attempt_at_ms,
    replayedByName: row.replay_id === "" ? null : (row.replayed_by_name ?? ""),
    attempts: (byForward.get(row.id) ?? []).map(toAttempt),
  }));
}

function toAttempt(row: StoredAttempt): ForwardAttempt {
  return {
    number: row.number,
    atMs: row.at_ms,
    url: row.url,
    address: row.address,
    status: row.status,
    problem: row.problem,
    tookMs: row.took_ms,
  };
}
