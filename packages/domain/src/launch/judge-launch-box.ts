import * as z from "zod/mini";
import { type LaunchBoxId, type LaunchSign, launchBoxIds, launchBoxRule, launchModes } from "./launch-boxes.ts";

export const launchVerdicts = ["proved", "disproved", "unseen", "person"] as const;
/**
 * What stands about a box. `proved` and `disproved` by records, `unseen` where none speaks yet, `person` where only people
 * can know, whether somebody has said so already or not.
 */
export type LaunchVerdict = (typeof launchVerdicts)[number];

export const launchAnswers = ["done", "not_applicable"] as const;
/** What a person says of a box: it holds, or this shop has nothing of the kind. */
export type LaunchAnswer = (typeof launchAnswers)[number];

export const longestLaunchEvidence = 1_000;

const place = {
  mode: z.enum(launchModes),
  box: z.enum(launchBoxIds as [LaunchBoxId, ...LaunchBoxId[]]),
  /** The version the person saw, so that of two who answer at once the second one notices. */
  version: z.int().check(z.gte(0)),
};

export const launchChecklistQuery = z.strictObject({ mode: z.enum(launchModes) });
/** A person's word for a box; `withdraw` takes it back. */
export const launchAttestation = z.discriminatedUnion("answer", [
  z.strictObject({
    ...place,
    answer: z.enum(launchAnswers),
    evidence: z.string().check(
      z.trim(),
      z.minLength(1),
      z.maxLength(longestLaunchEvidence),
      z.refine((text) => text.isWellFormed()),
    ),
  }),
  z.strictObject({ ...place, answer: z.literal("withdraw") }),
]);
export type LaunchAttestation = z.output<typeof launchAttestation>;

/** Where each sign was seen, the signs that were not seen left out. */
export type SeenSigns<Proof> = Readonly<Partial<Record<LaunchSign, Proof>>>;

export interface JudgedLaunchBox {
  readonly verdict: LaunchVerdict;
  /** Whether nothing is left to do: proved, or answered by a person where no record says otherwise. */
  readonly isSettled: boolean;
}

/**
 * What stands about a box. Records come before people: what they disprove no word of a person mends, and what they prove
 * needs none.
 */
export function judgeLaunchBox(id: LaunchBoxId, seen: SeenSigns<unknown>, isAnswered: boolean): JudgedLaunchBox {
  const { needs, against } = launchBoxRule(id);
  if (against.some((sign) => seen[sign] !== undefined)) return { verdict: "disproved", isSettled: false };
  if (needs.length > 0 && needs.every((sign) => seen[sign] !== undefined)) {
    return { verdict: "proved", isSettled: true };
  }
  return { verdict: needs.length === 0 || isAnswered ? "person" : "unseen", isSettled: isAnswered };
}
