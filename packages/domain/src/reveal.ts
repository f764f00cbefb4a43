/** Why somebody whose role masks buyers has to see one. */
export const revealReasons = ["buyer_asks", "refund", "deposit", "fraud", "authority", "other"] as const;
export type RevealReason = (typeof revealReasons)[number];
