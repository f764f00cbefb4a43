import { AppError, isAllowed } from "@maru/domain";
import type { LiveEvent, SignedInContext } from "../../context.ts";
import { isSessionAlive } from "../sessions/read-session.ts";

/** How often a connection proves that it may still be open: another process may have ended its session. */
const sessionCheckMs = 15_000;
/** A page that reads slower than this many events behind is cut off; it reconnects and reads everything anew. */
const longestQueue = 1_000;

/**
 * Every event a person may hear of, until they go, their session ends or they may no longer come from there. Starts with
 * where the first load stands.
 */
export async function* followEvents(ctx: SignedInContext, signal: AbortSignal | undefined): AsyncGenerator<LiveEvent> {
  const queue: LiveEvent[] = [{ type: "sync.progressed", progress: ctx.sync.current() }];
  const state: { ending?: "left" | "session_ended" | "shut_out" | "too_slow" } = signal?.aborted
    ? { ending: "left" }
    : {};
  let wake = Promise.withResolvers<void>();
  const end = (reason: NonNullable<typeof state.ending>) => {
    state.ending ??= reason;
    wake.resolve();
  };
  const stopListening = ctx.live.subscribe((event) => {
    if (!mayHear(ctx, event)) return;
    const last = queue.at(-1);
    // Only the latest progress matters.
    if (event.type === "sync.progressed" && last?.type === "sync.progressed") queue.pop();
    queue.push(event);
    if (queue.length > longestQueue) end("too_slow");
    wake.resolve();
  });
  const forgetEnd = ctx.sessionEnds.onEnd(ctx.session.id, () => end("session_ended"));
  const check = setInterval(() => {
    Promise.all([isSessionAlive(ctx, ctx.session.id), ctx.allowList.admits(ctx.ip)]).then(
      ([isAlive, isAdmitted]) => {
        if (!isAlive) end("session_ended");
        else if (!isAdmitted) end("shut_out");
      },
      (error: unknown) => ctx.logger.warn({ error }, "could not check the session of a live connection"),
    );
  }, sessionCheckMs);
  const leave = () => end("left");
  signal?.addEventListener("abort", leave, { once: true });
  try {
    while (state.ending === undefined) {
      const event = queue.shift();
      if (event !== undefined) {
        yield event;
        continue;
      }
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
    if (state.ending === "session_ended")
      throw new AppError("SIGNED_OUT", "Your session has ended. Sign in to continue.");
    if (state.ending === "shut_out") {
      throw new AppError("ADDRESS_NOT_ALLOWED", `This console cannot be reached from ${ctx.ip}.`, {
        details: { address: ctx.ip },
      });
    }
    if (state.ending === "too_slow") throw new Error("a live connection fell too far behind");
  } finally {
    stopListening();
    forgetEnd();
    clearInterval(check);
    signal?.removeEventListener("abort", leave);
  }
}

function mayHear(ctx: SignedInContext, event: LiveEvent): boolean {
  switch (event.type) {
    case "invoiceBatch.changed":
      return isAllowed(ctx.actor.role, "escrow:read");
    case "instruction.changed":
    case "payment.changed":
    case "payment.noted":
      return isAllowed(ctx.actor.role, "payment:read");
    case "sync.progressed":
      return isAllowed(ctx.actor.role, "sync:read");
    case "refund.changed":
      return isAllowed(ctx.actor.role, "refund:read");
    case "refund.preparing":
      return isAllowed(ctx.actor.role, "refund:read") && event.userId !== ctx.actor.userId;
    case "refundBatch.changed":
      return isAllowed(ctx.actor.role, "refund:read");
    case "webhook.changed":
      return isAllowed(ctx.actor.role, "webhook:read");
    case "testPayment.changed":
      return isAllowed(ctx.actor.role, "test-payment:read");
    case "alert.changed":
      return isAllowed(ctx.actor.role, "alert:read");
    case "webhook.queued":
      return false;
  }
}
