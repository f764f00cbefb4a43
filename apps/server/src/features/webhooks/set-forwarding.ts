import { AppError } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import type { OutboundResult } from "../../outbound/create-outbound.ts";
import { outboundRefusal } from "../../outbound/outbound-problem.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { createForwardSecret, forwardHeaders, openForwardSecret } from "./sign-forward.ts";
import { findWebhookSettings, lockWebhookSettings, updateWebhookSettings } from "./webhooks.repository.ts";

export const forwardingChange = z.strictObject({
  /** Null takes the address away. */
  url: z.nullable(z.string().check(z.minLength(1), z.maxLength(2_000))),
  /** Whether confirmed webhooks are sent there by themselves. */
  isForwarding: z.boolean(),
});

export interface ForwardingChanged {
  /** Told this once, to whoever set the address for the first time; null afterwards. */
  readonly newSecret: string | null;
}

/** Sets where confirmed webhooks are sent on to. An address that may not be called is refused before it is kept. */
export async function setForwarding(
  ctx: SignedInContext,
  { url, isForwarding }: z.output<typeof forwardingChange>,
): Promise<ForwardingChanged> {
  if (url !== null) await requireCallable(ctx, url);
  return ctx.store.transact(async (tx) => {
    const before = await lockWebhookSettings(tx);
    const secret = url !== null && before.forward_secret === null ? createForwardSecret(ctx.config.secret) : null;
    const after = { url, isForwarding: isForwarding && url !== null };
    await updateWebhookSettings(tx, {
      forward_url: after.url,
      is_forwarding: after.isForwarding ? 1 : 0,
      ...(secret === null ? {} : { forward_secret: secret.sealed }),
    });
    await recordAudit(tx, ctx, {
      event: "webhook.forwarding_changed",
      before: { url: toldUrl(before.forward_url), isForwarding: before.is_forwarding === 1 },
      after: { ...after, url: toldUrl(after.url) },
    });
    return { newSecret: secret?.plain ?? null };
  });
}

/** Replaces the secret; what is sent from now on is signed with the new one. */
export async function renewForwardSecret(ctx: SignedInContext): Promise<{ readonly newSecret: string }> {
  return ctx.store.transact(async (tx) => {
    await lockWebhookSettings(tx);
    const secret = createForwardSecret(ctx.config.secret);
    await updateWebhookSettings(tx, { forward_secret: secret.sealed });
    await recordAudit(tx, ctx, { event: "webhook.secret_renewed" });
    return { newSecret: secret.plain };
  });
}

const testBody = JSON.stringify({ imp_uid: "imp_1234567890", merchant_uid: "merchant_1234567890", status: "paid" });

/** Sends the shop's endpoint a signed call about a payment that does not exist, once, and tells what it answered. */
export async function testForwarding(ctx: SignedInContext): Promise<OutboundResult> {
  const { forward_url: url, forward_secret: sealed } = await findWebhookSettings(ctx.store.read);
  if (url === null || sealed === null) {
    throw new AppError("REPLAY_IMPOSSIBLE", "No address of the shop is set to send webhooks to.", {
      details: { problem: "no_address" },
    });
  }
  const carried = {
    id: `test-${ctx.ids.next()}`,
    contentType: "application/json",
    body: testBody,
    attempt: 1,
    isReplay: false,
  };
  const headers = forwardHeaders(carried, openForwardSecret(ctx.config.secret, sealed), ctx.clock.now());
  return ctx.outbound.post({ url, headers, body: testBody });
}

async function requireCallable(ctx: SignedInContext, url: string): Promise<void> {
  const problem = await ctx.outbound.check(url);
  if (problem !== null) throw outboundRefusal(problem);
}

/** A query may hold a key of the shop's; the audit log is read by more people than it. */
export function toldUrl(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed === null ? null : `${parsed.origin}${parsed.pathname}${parsed.search === "" ? "" : "?…"}`;
}
