import type { SignedInContext } from "../../context.ts";
import { countRefused, findFloods } from "./floods.repository.ts";
import { isPublishedAddress } from "./published-addresses.ts";

const hourMs = 3_600_000;
const shownDays = 7;
const shownAddresses = 5;

/** Calls that were turned away because one sender sent too many. They were not read; what they told, the poll finds. */
export interface WebhookFloods {
  /** Over how many days back it is counted. */
  readonly days: number;
  readonly refused: number;
  /** Who sent the most; empty names all those that were not told apart. Instants are unix milliseconds. */
  readonly senders: readonly {
    readonly ip: string;
    readonly isPublishedAddress: boolean;
    readonly refused: number;
    readonly lastAtMs: number;
  }[];
}

/** What was refused lately for coming too often, with who sent the most of it. */
export async function listFloods({ store, clock }: SignedInContext): Promise<WebhookFloods> {
  const sinceMs = clock.now() - shownDays * 24 * hourMs;
  const [refused, senders] = await Promise.all([
    countRefused(store.read, sinceMs),
    findFloods(store.read, sinceMs, shownAddresses),
  ]);
  return {
    days: shownDays,
    refused,
    senders: senders.map(({ ip, refused: count, last_at_ms: lastAtMs }) => ({
      ip,
      isPublishedAddress: isPublishedAddress(ip),
      refused: Number(count),
      lastAtMs,
    })),
  };
}
