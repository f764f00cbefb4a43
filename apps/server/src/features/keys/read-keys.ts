import {
  type ClockReading,
  type ClockSkew,
  clockSkew,
  type KeyVerdict,
  keyVerdict,
  maskKey,
  maskMerchantCode,
} from "@maru/domain";
import { readSecretFile, type SettingOrigin, type UpstreamSetting } from "../../config.ts";
import type { SignedInContext } from "../../context.ts";
import type { Secret } from "../../secret.ts";
import { countRefundsByState } from "../refunds/refunds.repository.ts";
import { mostClockErrorMs } from "../refunds/safe-mode.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { selectKeyChecks, selectKeyRefusals } from "./keys.repository.ts";
import { type KeyFailure, trafficOf } from "./watch-key.ts";

export interface KeySetting {
  readonly name: "merchantCode" | "key" | "secret" | "address";
  readonly variable: UpstreamSetting;
  /** Never whole where it is a credential; null where there is none. */
  readonly shown: string | null;
  /** Tells one secret from another; null where there is nothing secret. */
  readonly fingerprint: string | null;
  readonly origin: SettingOrigin;
  /** Whether its file still holds what this process works with; null without a file. */
  readonly file: "same" | "changed" | "unreadable" | null;
}

export interface KeyRefusal {
  readonly operation: string;
  readonly calls: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly httpStatus: number | null;
  /** Upstream's own words, masked. */
  readonly message: string | null;
}

export interface KeyCheck {
  readonly id: string;
  readonly atMs: number;
  readonly byName: string;
  readonly verdict: KeyVerdict;
  readonly message: string | null;
  readonly secretFingerprint: string;
}

export interface KeysView {
  readonly settings: readonly KeySetting[];
  readonly verdict: KeyVerdict;
  /** Since when this process has watched. */
  readonly sinceMs: number;
  readonly token: { readonly receivedAtMs: number; readonly expiresAtMs: number; readonly isLive: boolean } | null;
  readonly lastUse: { readonly atMs: number; readonly operation: string } | null;
  readonly lastFailure: KeyFailure | null;
  /** By the time a token came with, and by the `Date` of the last answer. */
  readonly clocks: readonly (ClockSkew & { readonly source: "token" | "date"; readonly measuredAtMs: number })[];
  /** A clock further off than this stops refunds. */
  readonly mostClockErrorMs: number;
  /** What was turned away over `refusalDays`, the latest first; of every process. */
  readonly refusals: readonly KeyRefusal[];
  readonly refusalDays: number;
  /** The latest first. */
  readonly checks: readonly KeyCheck[];
  /** Refunds on their way, for which another key would come at a bad time. */
  readonly refundsOnTheirWay: number;
}

const refusalDays = 7;
const dayMs = 86_400_000;
const mostChecks = 10;

/** What the console works with, where it comes from, and whether upstream takes it. No credential is whole in it. */
export async function readKeys(ctx: SignedInContext): Promise<KeysView> {
  const { store, clock, keyWatch } = ctx;
  const sightings = keyWatch.sightings();
  const { token, lastUse, lastFailure, date, sinceMs } = sightings;
  const [refusals, checks, refunds] = await Promise.all([
    selectKeyRefusals(store.read, clock.now() - refusalDays * dayMs),
    selectKeyChecks(store.read, mostChecks),
    countRefundsByState(store.read),
  ]);
  return {
    settings: settingsOf(ctx),
    verdict: keyVerdict(trafficOf(sightings)),
    sinceMs,
    token:
      token === null
        ? null
        : {
            receivedAtMs: token.firstSeenAtMs,
            expiresAtMs: token.expiresAtMs,
            isLive: token.expiresAtMs > clock.now(),
          },
    lastUse,
    lastFailure,
    clocks: [...(token === null ? [] : [measured("token", token)]), ...(date === null ? [] : [measured("date", date)])],
    mostClockErrorMs,
    refusals: byOperation(refusals),
    refusalDays,
    checks: checks.map(({ id, at_ms, by_name, verdict, message, secret_fingerprint }) => ({
      id,
      atMs: at_ms,
      byName: by_name,
      verdict,
      message,
      secretFingerprint: secret_fingerprint,
    })),
    refundsOnTheirWay: refunds
      .filter(({ state }) => state === "sending" || state === "checking")
      .reduce((sum, { count }) => sum + count, 0),
  };
}

function measured<Source extends "token" | "date">(source: Source, reading: ClockReading) {
  return { source, measuredAtMs: reading.answeredAtMs, ...clockSkew(reading) };
}

function settingsOf({ config }: Pick<SignedInContext, "config">): KeySetting[] {
  const { key, secret, merchantCode, baseUrl } = config.upstream;
  const secretly = (
    name: KeySetting["name"],
    variable: UpstreamSetting,
    value: Secret,
    shown: string | null,
  ): KeySetting => ({
    name,
    variable,
    shown,
    fingerprint: fingerprintOf(config, value),
    origin: config.origins[variable],
    file: stateOfFile(config.origins[variable], value.reveal()),
  });
  const openly = (
    name: KeySetting["name"],
    variable: UpstreamSetting,
    value: string | null,
    shown: string | null,
  ): KeySetting => ({
    name,
    variable,
    shown,
    fingerprint: null,
    origin: config.origins[variable],
    file: value === null ? null : stateOfFile(config.origins[variable], value),
  });
  return [
    openly(
      "merchantCode",
      "IMPORT_MERCHANT_CODE",
      merchantCode,
      merchantCode === null ? null : maskMerchantCode(merchantCode),
    ),
    secretly("key", "IMPORT_API_KEY", key, maskKey(key.reveal())),
    secretly("secret", "IMPORT_API_SECRET", secret, null),
    openly("address", "IMPORT_API_URL", baseUrl, baseUrl),
  ];
}

function stateOfFile(origin: SettingOrigin, value: string): KeySetting["file"] {
  if (origin.kind !== "file") return null;
  const held = readSecretFile(origin.path);
  if (held === null) return "unreadable";
  return held === value ? "same" : "changed";
}

/** Hours of the same operation are one line, under the latest words. */
function byOperation(rows: Awaited<ReturnType<typeof selectKeyRefusals>>): KeyRefusal[] {
  const lines = new Map<string, KeyRefusal>();
  for (const { operation, calls, first_at_ms, last_at_ms, http_status, message } of rows) {
    const latest = lines.get(operation);
    lines.set(operation, {
      operation,
      calls: (latest?.calls ?? 0) + calls,
      firstAtMs: Math.min(latest?.firstAtMs ?? first_at_ms, first_at_ms),
      lastAtMs: latest?.lastAtMs ?? last_at_ms,
      httpStatus: latest === undefined ? http_status : latest.httpStatus,
      message: latest === undefined ? message : latest.message,
    });
  }
  return [...lines.values()];
}
