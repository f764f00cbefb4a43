import { AppError, keyVerdict } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { countAttempt } from "../auth/limit-attempts.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { insertKeyCheck } from "./keys.repository.ts";
import { type KeysView, readKeys } from "./read-keys.ts";
import { failureOf, type KeyFailure, trafficOf } from "./watch-key.ts";

/**
 * Asks upstream for a token now and reads something with it. What came of it is kept and is an entry of the audit log; a
 * key that is not taken is an answer here, not an error. Refuses with TOO_MANY_REQUESTS after a few in a row.
 */
export async function checkKeys(ctx: SignedInContext): Promise<KeysView> {
  await countAttempt(ctx, "key_check", "everybody");
  const { failure, isNewToken } = await tryKey(ctx);
  const atMs = ctx.clock.now();
  const lastUse = failure === null ? { atMs, operation: "listChannels" } : null;
  const verdict = keyVerdict(trafficOf({ lastUse, lastFailure: failure, isTokenRefused: false }));
  const told = { code: failure?.code ?? null, message: failure?.message ?? null };
  const secretFingerprint = fingerprintOf(ctx.config, ctx.config.upstream.secret);
  await ctx.store.transact(async (tx) => {
    await insertKeyCheck(tx, {
      id: ctx.ids.next(),
      at_ms: atMs,
      by_name: ctx.actor.name,
      verdict,
      ...told,
      secret_fingerprint: secretFingerprint,
      is_new_token: isNewToken === null ? null : Number(isNewToken),
    });
    await recordAudit(tx, ctx, { event: "key.checked", verdict, ...told, secretFingerprint });
  });
  await ctx.keyWatch.settled();
  return readKeys(ctx);
}

/** A token may be given and turned away all the same, so it is used once: to read, which changes nothing. */
async function tryKey(ctx: SignedInContext): Promise<{ failure: KeyFailure | null; isNewToken: boolean | null }> {
  let isNewToken: boolean | null = null;
  try {
    isNewToken = (await ctx.upstream.askForToken()).isNew;
    await ctx.upstream.listChannels();
    return { failure: null, isNewToken };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { failure: failureOf(error, ctx.clock.now()), isNewToken };
  }
}
