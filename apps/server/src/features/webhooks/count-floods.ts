import type { Selectable } from "kysely";
import type { WebhookFloodsTable } from "./webhooks.tables.ts";

const hourMs = 3_600_000;
/** Whoever floods from more addresses than this between two writes is counted together. */
const mostTold = 500;

export interface FloodCount {
  note(ip: string, atMs: number): void;
  /** What was noted since the last time. */
  take(): Selectable<WebhookFloodsTable>[];
}

/** Counts in memory what is turned away, so that a flood costs one write every few seconds. */
export function createFloodCount(): FloodCount {
  let counts = new Map<string, Selectable<WebhookFloodsTable>>();
  return {
    note(ip, atMs) {
      const hour_ms = Math.floor(atMs / hourMs) * hourMs;
      const own = `${hour_ms} ${ip}`;
      const told = counts.has(own) || counts.size < mostTold ? ip : "";
      const key = `${hour_ms} ${told}`;
      const before = counts.get(key);
      counts.set(key, { hour_ms, ip: told, refused: (before?.refused ?? 0) + 1, last_at_ms: atMs });
    },
    take() {
      const taken = [...counts.values()];
      counts = new Map();
      return taken;
    },
  };
}
