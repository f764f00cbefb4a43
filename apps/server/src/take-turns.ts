import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";

/** Work in the background that goes on, turn after turn, until it is told to stop. */
export interface Turns {
  /** Begins; once begun it does nothing. */
  start(): void;
  /** Takes the next turn at once; in the middle of one, right after it. */
  wake(): void;
  isStopping(): boolean;
  /** Finishes the turn in hand and takes no more. */
  stop(): Promise<void>;
}

export interface TurnOptions {
  /** Does what is due and says after how many milliseconds to look again. Never rejects. */
  readonly step: () => Promise<number>;
  /** What the log says has ended, should a turn reject all the same. */
  readonly name: string;
  readonly logger: Logger;
  /** Lets go of what the turns held, after the last one. */
  readonly release?: () => Promise<void>;
}

/** Turns that wait for their start. */
export function takeTurns({ step, name, logger, release }: TurnOptions): Turns {
  const stopping = new AbortController();
  let sleeping = new AbortController();
  let running: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      sleeping = new AbortController();
      const pauseMs = await step();
      if (pauseMs > 0) {
        const signal = AbortSignal.any([stopping.signal, sleeping.signal]);
        await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
    await release?.();
  }

  return {
    start() {
      running ??= loop().catch((error: unknown) => logger.error({ err: error }, `${name} ended`));
    },
    wake: () => sleeping.abort(),
    isStopping: () => stopping.signal.aborted,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
