import type { LaunchAnswer, LaunchBoxId, LaunchMode } from "@maru/domain";

/** What people said of a box, each time they did; the highest version of a box is what stands. Nothing is changed later. */
export interface LaunchAttestationsTable {
  mode: LaunchMode;
  /** A box this version may not know. */
  box: LaunchBoxId;
  /** From 1, without gaps. */
  version: number;
  /** `withdraw` takes back what was said before. */
  answer: LaunchAnswer | "withdraw";
  /** Null where it was taken back. */
  evidence: string | null;
  by_user_id: string;
  by_name: string;
  at_ms: number;
}

export interface LaunchTables {
  launch_attestations: LaunchAttestationsTable;
}
