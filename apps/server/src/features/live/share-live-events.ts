import { instructionStates, refundStates } from "@maru/domain";
import { Client } from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import type { Ids, LiveEvent, LiveHub } from "../../context.ts";

export interface SharedLiveEvents {
  stop(): Promise<void>;
}

const channel = "maru_live";
const reconnectMs = 1_000;
/** PostgreSQL carries less than 8,000 bytes in one notification. */
const mostIdsPerNotification = 50;

const notification = z.object({
  from: z.string(),
  event: z.union([
    z.object({ type: z.literal("payment.changed"), impUids: z.array(z.string()), added: z.array(z.string()) }),
    z.object({ type: z.literal("payment.noted"), impUid: z.string() }),
    z.object({ type: z.literal("invoiceBatch.changed"), batchId: z.string() }),
    z.object({ type: z.literal("refundBatch.changed"), batchId: z.string() }),
    z.object({ type: z.literal("webhook.changed"), deliveryId: z.string() }),
    z.object({ type: z.literal("webhook.queued") }),
    z.object({ type: z.literal("alert.changed") }),
    z.object({ type: z.literal("testPayment.changed"), testPaymentId: z.string() }),
    z.object({
      type: z.literal("instruction.changed"),
      instructionId: z.string(),
      kind: z.string(),
      impUid: z.string().nullable(),
      state: z.enum(instructionStates),
    }),
    z.object({
      type: z.literal("refund.changed"),
      refundId: z.string(),
      impUid: z.string(),
      state: z.enum(refundStates),
    }),
    z.object({
      type: z.literal("refund.preparing"),
      impUid: z.string(),
      userId: z.string(),
      name: z.string(),
      untilMs: z.number(),
    }),
  ]),
});

/**
 * Passes what one process hears on to the others on the same PostgreSQL database, so that it does not matter which of
 * them a page is connected to. What is lost while the connection is down is lost: pages read anew when they reconnect.
 * The state of the sync is not passed on; each process reads it itself.
 */
export async function shareLiveEvents(parts: {
  readonly url: string;
  readonly live: LiveHub;
  readonly ids: Ids;
  readonly logger: Logger;
}): Promise<SharedLiveEvents> {
  const { live, logger } = parts;
  const self = parts.ids.next();
  const passingOn = new Set<LiveEvent>();
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: parts.url });
    next.on("error", (error) => {
      logger.warn({ error }, "lost the connection that carries live events");
      lose(next);
    });
    next.on("notification", ({ payload }) => receive(payload));
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  }

  function lose(lost: Client): void {
    if (client === lost) client = undefined;
    lost.removeAllListeners("notification");
    lost.end().catch(() => undefined);
    scheduleRetry();
  }

  function scheduleRetry(): void {
    if (isStopped) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      connect().catch((error: unknown) => {
        logger.warn({ error }, "cannot carry live events yet");
        scheduleRetry();
      });
    }, reconnectMs);
  }

  function receive(payload: string | undefined): void {
    const parsed = notification.safeParse(parse(payload));
    if (!parsed.success || parsed.data.from === self) return;
    const { event } = parsed.data;
    passingOn.add(event);
    live.publish(event);
    passingOn.delete(event);
  }

  function send(event: LiveEvent): void {
    if (event.type === "sync.progressed" || passingOn.has(event) || client === undefined) return;
    // One connection carries one query at a time.
    for (const part of partsOf(event)) {
      sending = sending
        .then(() => client?.query("select pg_notify($1, $2)", [channel, JSON.stringify({ from: self, event: part })]))
        .catch((error: unknown) => logger.warn({ error }, "could not pass a live event on"));
    }
  }

  await connect();
  const stopListening = live.subscribe(send);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      stopListening();
      await sending;
      await client?.end();
    },
  };
}

function partsOf(event: LiveEvent): LiveEvent[] {
  if (event.type !== "payment.changed") return [event];
  const added = new Set(event.added);
  const parts: LiveEvent[] = [];
  for (let start = 0; start < event.impUids.length; start += mostIdsPerNotification) {
    const impUids = event.impUids.slice(start, start + mostIdsPerNotification);
    parts.push({ type: "payment.changed", impUids, added: impUids.filter((impUid) => added.has(impUid)) });
  }
  return parts;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
