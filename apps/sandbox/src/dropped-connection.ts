/** Thrown instead of an answer when the connection is to end without one. */
export class DroppedConnection extends Error {
  readonly isReset: boolean;

  constructor(isReset: boolean) {
    super(isReset ? "the sandbox resets this connection" : "the sandbox drops this answer");
    this.isReset = isReset;
  }

  /** What `fetch` throws when a real server does this. */
  asFetchFailure(): TypeError {
    const code = this.isReset ? "ECONNRESET" : "UND_ERR_SOCKET";
    return new TypeError("fetch failed", { cause: Object.assign(new Error(this.message), { code }) });
  }
}
