import {
  type BrowserCell,
  judgeLaunchBox,
  type LaunchAnswer,
  type LaunchBoxId,
  type LaunchGroup,
  type LaunchMode,
  type LaunchSign,
  type LaunchVerdict,
  launchBoxIds,
  launchBoxRule,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { selectLatestAttestations } from "./launch.repository.ts";
import type { LaunchAttestationsTable } from "./launch.tables.ts";
import { type LaunchChannels, readLaunchChannels } from "./launch-channels.ts";
import type { LaunchProof, ProvenSigns } from "./launch-proof.ts";
import { findPaymentEvidence, type TestedIssuer } from "./payment-signs.ts";
import { findInstructionSigns, findReceiptSigns, findWebhookSigns, findWhitelistSigns } from "./record-signs.ts";

export interface LaunchBoxView {
  readonly id: LaunchBoxId;
  readonly group: LaunchGroup;
  readonly verdict: LaunchVerdict;
  readonly isSettled: boolean;
  /** What proves it; null where that was not seen yet. */
  readonly needs: readonly { readonly sign: LaunchSign; readonly proof: LaunchProof | null }[];
  /** What was seen against it. */
  readonly against: readonly { readonly sign: LaunchSign; readonly proof: LaunchProof }[];
  /** How often somebody said something of it; to be sent along with the next word. */
  readonly version: number;
  /** What a person says of it now; null where nobody does. */
  readonly said: {
    readonly answer: LaunchAnswer;
    readonly evidence: string;
    readonly byName: string;
    readonly atMs: number;
    /** Channels it was said of have been replaced since: it counts no more. */
    readonly isOutdated: boolean;
  } | null;
  /** Who took their word back, where nobody has said anything since. */
  readonly withdrawn: { readonly byName: string; readonly atMs: number } | null;
}

export interface LaunchChecklist {
  readonly mode: LaunchMode;
  /** When the checklist was put together; unix milliseconds. */
  readonly readAtMs: number;
  /** Null before the first look at the channels. */
  readonly channelsReadAtMs: number | null;
  readonly channels: number;
  readonly boxes: readonly LaunchBoxView[];
  readonly issuers: readonly TestedIssuer[];
  readonly unopened: readonly { readonly pgProvider: string; readonly mid: string; readonly name: string | null }[];
  readonly cells: readonly (BrowserCell & { readonly impUid: string })[];
}

/**
 * Every box of the vendor's launch checklist with what records of one mode say of it and what people said. Looks at the
 * newest records of each kind, so that it stays quick however many there are: what happened once, long ago, may not be seen.
 */
export async function readLaunchChecklist(
  ctx: SignedInContext,
  { mode }: { readonly mode: LaunchMode },
): Promise<LaunchChecklist> {
  const { store, clock } = ctx;
  const db = store.reports;
  const channels = await readLaunchChannels(db, mode);
  const liveChannels = mode === "live" ? channels : await readLaunchChannels(db, "live");
  const payments = await findPaymentEvidence(db, mode, channels, liveChannels);
  const seen: ProvenSigns = {
    ...payments.signs,
    ...(await findWebhookSigns(db, mode, channels, payments.deposited)),
    ...(await findInstructionSigns(db, mode, channels, clock.now())),
    ...(await findReceiptSigns(db, mode, channels)),
    ...(await findWhitelistSigns(ctx)),
  };
  const attestations = await selectLatestAttestations(store.read, mode);
  return {
    mode,
    readAtMs: clock.now(),
    channelsReadAtMs: channels.readAtMs,
    channels: channels.items.length,
    boxes: launchBoxIds.map((id) =>
      toView(
        id,
        seen,
        attestations.find(({ box }) => box === id),
        channels,
      ),
    ),
    issuers: payments.issuers,
    unopened: payments.unopened.map(({ pgProvider, mid, name }) => ({ pgProvider, mid, name })),
    cells: payments.cells,
  };
}

function toView(
  id: LaunchBoxId,
  seen: ProvenSigns,
  attestation: LaunchAttestationsTable | undefined,
  { replacedAtMs }: LaunchChannels,
): LaunchBoxView {
  const { group, needs, against, isOfChannel } = launchBoxRule(id);
  const said = saidOf(attestation, isOfChannel ? replacedAtMs : null);
  return {
    id,
    group,
    ...judgeLaunchBox(id, seen, said !== null && !said.isOutdated),
    needs: needs.map((sign) => ({ sign, proof: seen[sign] ?? null })),
    against: against.flatMap((sign) => {
      const proof = seen[sign];
      return proof === undefined ? [] : [{ sign, proof }];
    }),
    version: attestation?.version ?? 0,
    said,
    withdrawn: attestation?.answer === "withdraw" ? { byName: attestation.by_name, atMs: attestation.at_ms } : null,
  };
}

function saidOf(attestation: LaunchAttestationsTable | undefined, replacedAtMs: number | null): LaunchBoxView["said"] {
  if (attestation === undefined || attestation.answer === "withdraw") return null;
  const { answer, evidence, by_name: byName, at_ms: atMs } = attestation;
  return { answer, evidence: evidence ?? "", byName, atMs, isOutdated: replacedAtMs !== null && atMs < replacedAtMs };
}
