import { isAllowed } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { forwardPausesMs } from "./create-forwarder.ts";
import { testCallImpUid } from "./create-webhook-queue.ts";
import { publishedAddresses } from "./published-addresses.ts";
import { toldUrl } from "./set-forwarding.ts";
import {
  findLastTestCall,
  findLastVerified,
  findWebhookSettings,
  lockWebhookSettings,
  updateWebhookSettings,
} from "./webhooks.repository.ts";

const retentionBounds = { min: 7, max: 1_095 } as const;

const missingBounds = { min: 2, max: 1_440 } as const;

export const webhookSettingsChange = z.strictObject({
  retentionDays: z.int().check(z.gte(retentionBounds.min), z.lte(retentionBounds.max)),
  /** Turns away what comes from an address that is not published. */
  isGated: z.boolean(),
  /** A webhook that was promised is missed after so long. */
  missingAfterMinutes: z.int().check(z.gte(missingBounds.min), z.lte(missingBounds.max)),
});

export interface Receipt {
  readonly deliveryId: string;
  readonly atMs: number;
}

export interface WebhookSettings {
  readonly retentionDays: number;
  readonly retentionBounds: { readonly min: number; readonly max: number };
  readonly isGated: boolean;
  readonly missingAfterMinutes: number;
  readonly missingBounds: { readonly min: number; readonly max: number };
  /** The last confirmed webhook of each environment and the last call test; null where there is none. */
  readonly receipts: Readonly<Record<"live" | "test" | "testCall", Receipt | null>>;
  /** The address i'mport has to call. */
  readonly receiverUrl: string;
  readonly publishedAddresses: readonly string[];
  readonly forwarding: {
    /** Whole for people who may set it; for others without what follows the path. */
    readonly url: string | null;
    readonly isForwarding: boolean;
    readonly hasSecret: boolean;
    /** Seconds between one attempt and the next. */
    readonly pauses: readonly number[];
  };
}

/** How webhooks are received and sent on, and what came last; secrets are never part of it. */
export async function readWebhookSettings({
  store,
  config,
  actor,
}: Pick<SignedInContext, "store" | "config" | "actor">): Promise<WebhookSettings> {
  const mayKnow = isAllowed(actor.role, "webhook:settings");
  const [row, live, test, testCall] = await Promise.all([
    findWebhookSettings(store.read),
    findLastVerified(store.read, 0),
    findLastVerified(store.read, 1),
    findLastTestCall(store.read, testCallImpUid),
  ]);
  return {
    retentionDays: row.retention_days,
    retentionBounds,
    isGated: row.is_gated === 1,
    missingAfterMinutes: row.missing_after_minutes,
    missingBounds,
    receipts: { live: toReceipt(live), test: toReceipt(test), testCall: toReceipt(testCall) },
    receiverUrl: `${config.publicUrl}/webhooks/iamport`,
    publishedAddresses,
    forwarding: {
      url: mayKnow ? row.forward_url : toldUrl(row.forward_url),
      isForwarding: row.is_forwarding === 1,
      hasSecret: row.forward_secret !== null,
      pauses: forwardPausesMs.map((pauseMs) => pauseMs / 1000),
    },
  };
}

/** Sets how long webhooks are kept, whether the gate is on, and when one counts as missing. */
export async function changeWebhookSettings(
  ctx: SignedInContext,
  change: z.output<typeof webhookSettingsChange>,
): Promise<WebhookSettings> {
  await ctx.store.transact(async (tx) => {
    const before = await lockWebhookSettings(tx);
    await updateWebhookSettings(tx, {
      retention_days: change.retentionDays,
      is_gated: change.isGated ? 1 : 0,
      missing_after_minutes: change.missingAfterMinutes,
    });
    await recordAudit(tx, ctx, {
      event: "webhook.settings_changed",
      before: {
        retentionDays: before.retention_days,
        isGated: before.is_gated === 1,
        missingAfterMinutes: before.missing_after_minutes,
      },
      after: change,
    });
  });
  return readWebhookSettings(ctx);
}

function toReceipt(delivery: { readonly id: string; readonly received_at_ms: number } | undefined): Receipt | null {
  return delivery === undefined ? null : { deliveryId: delivery.id, atMs: delivery.received_at_ms };
}
