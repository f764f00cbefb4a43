import type { Store } from "../db/store.ts";

/** Where the process ends: no line of ours runs after it but what the language itself unwinds. */
class Killed extends Error {}

/** Lets pass that the process ended, and nothing else. */
export function onlyKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}

/** The work of a process that ends at a step of it. */
export interface DoomedWork {
  /** A step, the work, and a step. */
  around<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The store, with each of its transactions between two steps. */
  readonly store: Store;
  /** How many steps there were. */
  steps(): number;
}

/** Ends at the step of this number, counted from one. */
export function doomedWork(store: Store, killAt: number): DoomedWork {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps === killAt) throw new Killed();
  };
  const around = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    step();
    try {
      return await work();
    } finally {
      step();
    }
  };
  const transact = (work: Parameters<Store["transact"]>[0]) => around(() => store.transact(work));
  return { around, store: Object.create(store, { transact: { value: transact } }), steps: () => steps };
}
