import { AppError, isAllowed } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { toDelivery, type WebhookDelivery } from "./list-deliveries.ts";
import { forwardsOf, type WebhookForward } from "./list-forwards.ts";
import { findDelivery, findReplays } from "./webhooks.repository.ts";

export interface WebhookDeliveryDetail {
  readonly delivery: WebhookDelivery;
  /** As they came, without whatever could let somebody in. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** As it came; why a buyer refused a delivery is struck for those who may not see buyers. */
  readonly body: string;
  /** The times it was processed again, the newest first. */
  readonly replays: readonly WebhookDelivery[];
  /** Its ways to the shop's own endpoint, the newest first. */
  readonly forwards: readonly WebhookForward[];
}

/** One call with everything that was kept of it. */
export async function getDelivery(
  { store, actor }: Pick<SignedInContext, "store" | "actor">,
  { deliveryId }: { readonly deliveryId: string },
): Promise<WebhookDeliveryDetail> {
  const row = await findDelivery(store.read, storableText(deliveryId));
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such delivery; it may have been removed by age.");
  const replays = await findReplays(store.read, row.id);
  return {
    delivery: toDelivery(row),
    headers: headersOf(row.headers),
    body: isAllowed(actor.role, "buyer:read") ? row.body : withoutBuyersWords(row.body),
    replays: replays.map(toDelivery),
    forwards: await forwardsOf({ store }, row.id),
  };
}

const deniedInJson = /(denied_reason\]?"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^,}\]]*)/gs;
const deniedInForm = /(denied_reason(?:\]|%5D)?=)[^&]*/gi;

/** What `readInicisNotice` reads of the buyer's own words, struck where it stands: nothing else of the body looks different. */
function withoutBuyersWords(body: string): string {
  return body.replace(deniedInJson, '$1"***"').replace(deniedInForm, "$1***");
}

function headersOf(stored: string): { name: string; value: string }[] {
  const parsed: unknown = JSON.parse(stored);
  const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  return entries.map(([name, value]) => ({ name, value: String(value) }));
}
