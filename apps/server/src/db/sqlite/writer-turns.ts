import type { Logger } from "pino";
import { storageUnavailable } from "../storage-errors.ts";

/** Whoever has waited this long for the writer is told that nothing was changed. */
export const writerPatienceMs = 15_000;

interface Waiting {
  readonly begin: () => void;
  readonly impatience: NodeJS.Timeout;
}

/** Lets one transaction write at a time, in the order they came, and refuses those that would wait too long. */
export class WriterTurns {
  readonly #logger: Logger;
  readonly #waiting = new Set<Waiting>();
  #takenAt: number | null = null;
  #taken = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** How many turns there have been; null during one, when nobody can say what is committed already. */
  get finished(): number | null {
    return this.#takenAt === null ? this.#taken : null;
  }

  /** Resolves when it is the caller's turn, who then must `release` it. */
  take(): Promise<void> {
    if (this.#takenAt === null) {
      this.#begin();
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const refuse = () => {
        this.#waiting.delete(waiting);
        const heldMs = Math.round(performance.now() - (this.#takenAt ?? 0));
        this.#logger.error({ heldMs, waiting: this.#waiting.size }, "a change waited too long for its turn to write");
        reject(storageUnavailable("The store was busy for too long. Nothing was changed; try again."));
      };
      const waiting = { begin: resolve, impatience: setTimeout(refuse, writerPatienceMs) };
      this.#waiting.add(waiting);
    });
  }

  release(): void {
    this.#takenAt = null;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    clearTimeout(next.impatience);
    this.#begin();
    next.begin();
  }

  #begin(): void {
    this.#takenAt = performance.now();
    this.#taken += 1;
  }
}
