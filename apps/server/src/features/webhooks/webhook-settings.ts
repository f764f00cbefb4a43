import { isAllowed } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { forwardPausesMs } from "./create-forwarder.ts";
import { publishedAddresses } from "./published-addresses.ts";
import { toldUrl } from "./set-forwarding.ts";
import { findWebhookSettings, lockWebhookSettings, updateWebhookSettings } from "./webhooks.repository.ts";

const retentionBounds = { min: 7, max: 1_095 } as const;

export const webhookSettingsChange = z.strictObject({
  retentionDays: z.int().check(z.gte(retentionBounds.min), z.lte(retentionBounds.max)),
  /** Turns away what comes from an address that is not published. */
  isGated: z.boolean(),
});

export interface WebhookSettings {
  readonly retentionDays: number;
  readonly retentionBounds: { readonly min: number; readonly max: number };
  readonly isGated: boolean;
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

export async function readWebhookSettings({
  store,
  config,
  actor,
}: Pick<SignedInContext, "store" | "config" | "actor">): Promise<WebhookSettings> {
  const mayKnow = isAllowed(actor.role, "webhook:settings");
  const row = await findWebhookSettings(store.read);
  return {
    retentionDays: row.retention_days,
    retentionBounds,
    isGated: row.is_gated === 1,
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

export async function changeWebhookSettings(
  ctx: SignedInContext,
  change: z.output<typeof webhookSettingsChange>,
): Promise<WebhookSettings> {
  await ctx.store.transact(async (tx) => {
    const before = await lockWebhookSettings(tx);
    await updateWebhookSettings(tx, { retention_days: change.retentionDays, is_gated: change.isGated ? 1 : 0 });
    await recordAudit(tx, ctx, {
      event: "webhook.settings_changed",
      before: { retentionDays: before.retention_days, isGated: before.is_gated === 1 },
      after: change,
    });
  });
  return readWebhookSettings(ctx);
}
