import { createHmac, randomBytes } from "node:crypto";
import { openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";

const binding = { purpose: "maru webhook forwarding", id: "secret" } as const;

/** A new secret, as the shop enters it and as it is kept. */
export function createForwardSecret(key: Secret): { readonly plain: string; readonly sealed: string } {
  const plain = `whsec_${randomBytes(32).toString("base64url")}`;
  return { plain, sealed: sealText(key, binding, plain) };
}

interface SignedContents {
  readonly secret: string;
  /** Unix seconds; the receiver refuses what is old. */
  readonly at: number;
  readonly deliveryId: string;
  readonly body: string;
}

/** The secret that forwards are signed with, unsealed. Throws where it was sealed with another key. */
export function openForwardSecret(key: Secret, sealed: string): string {
  return openText(key, binding, sealed);
}

/** `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `t.delivery.body` under the shared secret. */
function signForward({ secret, at, deliveryId, body }: SignedContents): string {
  const digest = createHmac("sha256", secret).update(`${at}.${deliveryId}.${body}`).digest("hex");
  return `t=${at},v1=${digest}`;
}

interface ForwardedDelivery {
  readonly id: string;
  readonly contentType: string | null;
  readonly body: string;
  readonly attempt: number;
  readonly isReplay: boolean;
}

/** What the shop's endpoint gets beside the body, which goes as it came. */
export function forwardHeaders(delivery: ForwardedDelivery, secret: string, nowMs: number): Record<string, string> {
  const { id, contentType, body, attempt, isReplay } = delivery;
  const isForm = contentType?.includes("form-urlencoded") ?? false;
  return {
    "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
    "user-agent": "maru-webhook",
    "maru-delivery": id,
    "maru-attempt": String(attempt),
    "maru-replay": isReplay ? "true" : "false",
    "maru-signature": signForward({ secret, at: Math.floor(nowMs / 1000), deliveryId: id, body }),
  };
}
