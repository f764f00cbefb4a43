import { AppError, type LaunchAttestation, maskFreeText } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findLatestAttestation, insertAttestation } from "./launch.repository.ts";

/**
 * Writes down what a person says of a box, or that they take it back, under their name. Rejects with CHECKLIST_CHANGED
 * where somebody has said something of the box since this person looked.
 */
export async function attestBox(
  ctx: SignedInContext,
  attestation: LaunchAttestation,
): Promise<{ readonly version: number }> {
  const { mode, box, answer } = attestation;
  const version = attestation.version + 1;
  const evidence = attestation.answer === "withdraw" ? null : storableText(attestation.evidence);
  await ctx.store.transact(async (tx) => {
    const last = await findLatestAttestation(tx, mode, box);
    if (answer === "withdraw" && (last === undefined || last.answer === "withdraw")) {
      throw new AppError("CHECKLIST_CHANGED", "Nobody says anything of this box.", { details: { by: null } });
    }
    const isNext = (last?.version ?? 0) === attestation.version;
    const row = {
      mode,
      box,
      version,
      answer,
      evidence,
      by_user_id: ctx.actor.userId,
      by_name: ctx.actor.name,
      at_ms: ctx.clock.now(),
    };
    if (!isNext || !(await insertAttestation(tx, row))) {
      throw new AppError("CHECKLIST_CHANGED", "Somebody has said something of this box since you looked.", {
        details: { by: last?.by_name ?? null },
      });
    }
    await recordAudit(tx, ctx, {
      event: "launch_box.attested",
      mode,
      box,
      version,
      answer,
      evidence: evidence === null ? null : maskFreeText(evidence),
    });
  });
  return { version };
}
