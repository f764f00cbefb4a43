import type { SignedInContext } from "../../context.ts";
import { testCallImpUid } from "./create-webhook-queue.ts";
import { webhookPath } from "./webhook-path.ts";
import { findTestCall } from "./webhooks.repository.ts";

const timeoutMs = 10_000;

export interface ReceiverTest {
  /** What our own address answered; null when it could not be reached from here. */
  readonly status: number | null;
  readonly tookMs: number;
  /** The call as the log has it; null when it did not arrive here. */
  readonly deliveryId: string | null;
}

/**
 * Calls our own receiver by the address i'mport is told, as the vendor's call test does, and looks whether the call
 * arrived. It goes out by name, through TLS and proxies; that others get through as well, only i'mport's own test shows.
 */
export async function testReceiver({ config, ids, store }: SignedInContext): Promise<ReceiverTest> {
  const merchantUid = `maru-test-${ids.next()}`;
  const startedAt = performance.now();
  let status: number | null = null;
  try {
    const response = await fetch(`${config.publicUrl}${webhookPath}`, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "maru-test-call" },
      body: JSON.stringify({ imp_uid: testCallImpUid, merchant_uid: merchantUid, status: "paid" }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    await response.body?.cancel();
  } catch {
    // Whatever kept it from being reached, the answer is that it was not.
  }
  const delivery = await findTestCall(store.read, testCallImpUid, merchantUid);
  return { status, tookMs: Math.round(performance.now() - startedAt), deliveryId: delivery?.id ?? null };
}
