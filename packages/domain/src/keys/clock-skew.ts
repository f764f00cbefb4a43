/** When a clock of ours was looked at around the moment another one was read. All of it in unix milliseconds. */
export interface ClockReading {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  /** The other clock, which shows whole seconds. */
  readonly upstreamNowMs: number;
}

export interface ClockSkew {
  /** How far our clock is ahead of the other one; negative where it is behind. */
  readonly aheadMs: number;
  /** The truth lies within this on either side: the answer travelled, and the other clock hides its milliseconds. */
  readonly uncertaintyMs: number;
  /** `even` is as much as can be known to be no difference at all. */
  readonly verdict: "even" | "ahead" | "behind";
}

const hiddenMs = 1_000;

/** How far our clock is from another one that told its time in an answer. */
export function clockSkew({ askedAtMs, answeredAtMs, upstreamNowMs }: ClockReading): ClockSkew {
  const aheadMs = Math.round((askedAtMs + answeredAtMs) / 2 - upstreamNowMs - hiddenMs / 2);
  const uncertaintyMs = Math.ceil((answeredAtMs - askedAtMs + hiddenMs) / 2);
  const verdict = Math.abs(aheadMs) <= uncertaintyMs ? "even" : aheadMs > 0 ? "ahead" : "behind";
  return { aheadMs, uncertaintyMs, verdict };
}
