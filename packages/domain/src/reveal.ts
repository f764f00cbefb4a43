/** Why somebody whose role masks buyers has to see one. */
export const revealReasons = ["buyer_asks", "refund", "deposit", "fraud", "authority", "other"] as const;
export type RevealReason = (typeof revealReasons)[number];

/** How long a payment's buyer stays shown: enough for a telephone call, too short for anything to stay open over lunch. */
export const revealMinutes = 15;
