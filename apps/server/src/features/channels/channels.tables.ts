import type { ChannelChangeKind } from "@maru/domain";

/** The channels as upstream listed them, once a day in Korea at least and whenever they changed. */
export interface ChannelSnapshotsTable {
  id: string;
  /** `YYYY-MM-DD` in Asia/Seoul. */
  day: string;
  taken_at_ms: number;
  /** JSON: `ChannelFacts[]`. */
  channels: string;
}

/** What one look found changed since the one before. */
export interface ChannelChangesTable {
  id: string;
  seen_at_ms: number;
  /** When it was still as before. */
  since_ms: number;
  kind: ChannelChangeKind;
  /** JSON: `ChannelFacts`. */
  before: string | null;
  after: string | null;
}

export interface ChannelsTables {
  channel_snapshots: ChannelSnapshotsTable;
  channel_changes: ChannelChangesTable;
}
