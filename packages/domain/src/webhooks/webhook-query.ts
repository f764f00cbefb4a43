import * as z from "zod/mini";
import { isKstDate } from "../kst-time.ts";

/**
 * What was concluded about a call to the webhook address. `pending` until upstream has been asked; `blocked` was turned
 * away by the address gate and `too_large` before it was read.
 */
export const webhookVerdicts = [
  "pending",
  "verified",
  "rejected",
  "test_call",
  "unreadable",
  "unavailable",
  "blocked",
  "too_large",
] as const;
export type WebhookVerdict = (typeof webhookVerdicts)[number];

/** Whether a call came from an address i'mport publishes: a signal, never a proof. */
export const webhookAddresses = ["published", "other"] as const;
/** Where a delivery came from: over the network, or from a person who had an older one processed again. */
export const webhookOrigins = ["received", "replayed"] as const;
/** Which of upstream's two worlds the payment belongs to; known once upstream was asked. */
export const webhookModes = ["live", "test"] as const;
/** HTTP statuses the receiver answers with. */
export const webhookAnswers = [200, 403, 413] as const;

const word = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const day = z.string().check(z.refine(isKstDate));

/** What a call must be for the log to show it; every part narrows further. */
export const webhookFilter = z.strictObject({
  /** Any part of the body, of a header or of an identifier. */
  text: z.optional(word(100)),
  verdict: z.optional(z.enum(webhookVerdicts)),
  /** What the call says the payment is: `paid`, `cancelled` and so on. */
  status: z.optional(word(40)),
  ip: z.optional(word(45)),
  address: z.optional(z.enum(webhookAddresses)),
  mode: z.optional(z.enum(webhookModes)),
  origin: z.optional(z.enum(webhookOrigins)),
  answer: z.optional(z.literal(webhookAnswers)),
  /** Took at least this long to be answered. */
  slowerThanMs: z.optional(z.int().check(z.gte(0), z.lte(600_000))),
  /** Days in Korea, both included. */
  from: z.optional(day),
  to: z.optional(day),
});

export type WebhookFilter = z.output<typeof webhookFilter>;
