import { AppError } from "@maru/domain";

/** Upstream or the PG said no; nothing changed. */
export interface Refusal {
  readonly kind: "refused";
  /** Their words, verbatim; empty when they gave none. */
  readonly message: string;
  readonly upstreamCode: number;
  readonly httpStatus: number;
}

/** The request may have been carried out: the answer was lost or cannot be read. Only a re-read can tell. */
export interface UnknownOutcome {
  readonly kind: "unknown";
  readonly cause: AppError;
}

/** Surely nothing was carried out: the request never left, or upstream turned it away before looking at it. */
export interface NotSent {
  readonly kind: "not_sent";
  readonly cause: AppError;
}

/** What became of a write that did not visibly succeed. */
export type Unsuccessful = Refusal | UnknownOutcome | NotSent;

/** Reads what upstream accepted. An acceptance that cannot be read is an unknown outcome, because it did happen. */
export function outcomeOf<Accepted>(
  answer: { readonly kind: "accepted"; readonly response: unknown } | Unsuccessful,
  readAccepted: (response: unknown) => Accepted,
): Accepted | Unsuccessful {
  if (answer.kind !== "accepted") return answer;
  try {
    return readAccepted(answer.response);
  } catch (error) {
    if (error instanceof AppError) return { kind: "unknown", cause: error };
    throw error;
  }
}
