import { AppError, escrowPgs } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { windowOf } from "./describe-escrow.ts";
import { findUnasked } from "./escrow.repository.ts";
import { keepDelivery } from "./keep-shipment.ts";

export interface EscrowWatch {
  start(): void;
  /** Asks upstream about some orders without an invoice and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type WatchDeps = Pick<Deps, "store" | "upstream" | "clock" | "logger">;

/** What was registered in the vendor's console, or at the PG, is noticed within this time. */
const askEveryMs = 6 * 60 * 60 * 1000;
const askedAtOnce = 20;
const lookAgainMs = 60_000;
const upstreamRestMs = 60_000;
const betweenMs = 5_000;

/**
 * Looks for deliveries that were not registered here, so that an order counts as waiting only while upstream has none for
 * it. Two processes that ask about the same order only ask twice.
 */
export function createEscrowWatch({ store, upstream, clock, logger }: WatchDeps): EscrowWatch {
  async function step(): Promise<number> {
    try {
      const unasked = await findUnasked(store.reports, windowOf(clock.now(), "live"), {
        askedBeforeMs: clock.now() - askEveryMs,
        providers: escrowPgs,
        limit: askedAtOnce,
      });
      let failed = 0;
      for (const { imp_uid: impUid } of unasked) if (!(await ask(impUid))) failed += 1;
      if (failed > 0) return upstreamRestMs;
      return unasked.length < askedAtOnce ? lookAgainMs : betweenMs;
    } catch (error) {
      logger.error({ err: error }, "looking for deliveries stumbled");
      return lookAgainMs;
    }
  }

  async function ask(impUid: string): Promise<boolean> {
    const readAtMs = clock.now();
    try {
      const delivery = await upstream.getDelivery(impUid);
      await keepDelivery(store.write, impUid, { delivery, readAtMs });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "UPSTREAM_REFUSED" || error.code === "PAYMENT_NOT_FOUND") {
        // Upstream tells nothing of this one; it is asked again when the next look is due.
        await keepDelivery(store.write, impUid, { delivery: null, readAtMs });
        return true;
      }
      return false;
    }
  }

  const turns = takeTurns({ step, name: "looking for deliveries", logger });
  return { start: turns.start, step, stop: turns.stop };
}
