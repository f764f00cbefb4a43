import type { Logger } from "pino";

/** Work in the background. */
export interface BackgroundPart {
  start(): void;
  /** Finishes what it is at and does no more; where it was never started, nothing. */
  stop(): Promise<void>;
}

/** Starts parts in the order they are named in. Throws an error that says which one did not start. */
export function startParts(parts: Readonly<Record<string, BackgroundPart>>): void {
  for (const [name, part] of Object.entries(parts)) {
    try {
      part.start();
    } catch (error) {
      throw new Error(`The part "${name}" of the console did not start.`, { cause: error });
    }
  }
}

/** Stops parts, the last one first. One that fails is logged by its name, and the others are stopped all the same. */
export async function stopParts(parts: Readonly<Record<string, BackgroundPart>>, logger: Logger): Promise<void> {
  for (const [name, part] of Object.entries(parts).toReversed()) {
    try {
      await part.stop();
    } catch (error) {
      logger.error({ err: error, part: name }, "a part of the console did not stop as it should");
    }
  }
}
