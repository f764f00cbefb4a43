export interface RequestRow {
  number: number;
  /** Unix milliseconds. */
  atMs: number;
  method: string;
  path: string;
  tier: string | null;
  /** HTTP status; null when the answer was dropped. */
  status: number | null;
  /** Kinds of the faults that struck. */
  faults: string[];
  tookMs: number;
}

const REMEMBERED = 5000;

/** The last requests to the API. Bodies and headers are not kept: they hold the secret and the token. */
export class RequestLog {
  readonly #rows: RequestRow[] = [];
  #number = 0;

  add(row: Omit<RequestRow, "number">): void {
    this.#number += 1;
    this.#rows.push({ number: this.#number, ...row });
    if (this.#rows.length > REMEMBERED) this.#rows.splice(0, REMEMBERED / 2);
  }

  rows(after = 0): RequestRow[] {
    return this.#rows.filter((row) => row.number > after);
  }

  clear(): void {
    this.#rows.length = 0;
  }
}
