import { type DepositDiagnosis, diagnoseDeposit as diagnose } from "@maru/domain";
import * as z from "zod/mini";
import type { Deps, SignedInContext } from "../../context.ts";
import { readListItems } from "../payments/list-payments.ts";
import { rereadPayment } from "../payments/read-payments-upstream.ts";
import { findLastVerifiedMs, findPaidClaimMs, findPaidUntold } from "./virtual-accounts.repository.ts";

export const oneAccount = z.strictObject({ impUid: z.string().check(z.minLength(1), z.maxLength(80)) });

/** Where a deposit got stuck, and what that was concluded from. Instants are unix seconds. */
export interface DepositReport {
  readonly diagnosis: DepositDiagnosis;
  readonly pgProvider: string | null;
  /** Upstream's own word, as read for this. */
  readonly status: string;
  readonly paidAt: number | null;
  readonly dueAt: number | null;
  /** When a webhook said that it was paid. */
  readonly paidClaimAt: number | null;
  /** When the newest webhook came, about whatever payment. */
  readonly lastWebhookAt: number | null;
  /** What has to be registered with i'mport for its webhooks to come here. */
  readonly webhookUrl: string;
  readonly readAt: number;
}

/** "She says she paid": compares upstream's record, read anew, with the webhooks that came. */
export async function diagnoseDeposit(
  ctx: Pick<Deps, "store" | "upstream" | "clock" | "live" | "config">,
  { impUid }: z.output<typeof oneAccount>,
): Promise<DepositReport> {
  const { payment } = await rereadPayment(ctx, impUid, "refresh");
  const [claimMs, lastMs] = await Promise.all([
    findPaidClaimMs(ctx.store.read, impUid),
    findLastVerifiedMs(ctx.store.read),
  ]);
  const nowSeconds = toSeconds(ctx.clock.now());
  const paidClaimAt = claimMs === null ? null : toSeconds(claimMs);
  const lastWebhookAt = lastMs === null ? null : toSeconds(lastMs);
  return {
    diagnosis: diagnose({ payment, paidClaimAt, lastWebhookAt, nowSeconds }),
    pgProvider: payment.pgProvider,
    status: payment.wireStatus,
    paidAt: payment.paidAt,
    dueAt: payment.virtualAccount?.dueAt ?? null,
    paidClaimAt,
    lastWebhookAt,
    webhookUrl: new URL("/webhooks/iamport", ctx.config.publicUrl).href,
    readAt: nowSeconds,
  };
}

const day = 24 * 60 * 60;
const lookedBackSeconds = 7 * day;
/** A webhook that is repeated may come so late. */
const webhookMayTakeSeconds = 10 * 60;
const shownDeposits = 50;

/**
 * Deposits of the last week that i'mport has and never told here. Empty while no webhook ever came: then they go elsewhere,
 * and every deposit would be one.
 */
export async function listUntoldDeposits(ctx: SignedInContext) {
  const nowSeconds = toSeconds(ctx.clock.now());
  const lastMs = await findLastVerifiedMs(ctx.store.read);
  const rows = lastMs === null ? [] : await findUntold(ctx, nowSeconds, shownDeposits);
  return {
    isToldOfAny: lastMs !== null,
    items: await readListItems(
      ctx,
      rows.map(({ id }) => id),
    ),
    hasMore: rows.length === shownDeposits,
  };
}

/** Paid accounts of which no webhook told although it had time to come. */
export function findUntold({ store }: Pick<Deps, "store">, nowSeconds: number, limit: number) {
  return findPaidUntold(store.reports, {
    from: nowSeconds - lookedBackSeconds,
    before: nowSeconds - webhookMayTakeSeconds,
    limit,
  });
}

function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
