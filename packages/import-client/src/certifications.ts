import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment } from "./check-input.ts";
import type { Certification, CertificationClient, PlainOutcome } from "./follow-up-types.ts";
import { outcomeOf } from "./outcome.ts";
import { readFlag, readInstant, readText, requireObject, requireText, unreadableShape } from "./wire-fields.ts";

/** Results of identity checks. The keys that tell a person apart everywhere (CI, DI) are not even read. */
export function createCertifications({ read, write }: CallUpstream): CertificationClient {
  return {
    async getCertification(impUid) {
      if (!isPathSegment(impUid)) throw invalidInput("An identity check is named by its id.");
      const answer = await read({
        operation: "getCertification",
        method: "GET",
        path: "/certifications/{imp_uid}",
        segments: [impUid],
      });
      if (answer.kind === "refused") throw answer.error;
      const found = readCertification(answer.response);
      if (found.impUid !== impUid) throw unreadableShape("imp_uid: of another check than asked for");
      return found;
    },

    async deleteCertification(impUid): Promise<PlainOutcome> {
      if (!isPathSegment(impUid)) return { kind: "not_sent", cause: invalidInput("A check is named by its id.") };
      const answer = await write({
        operation: "deleteCertification",
        method: "DELETE",
        path: "/certifications/{imp_uid}",
        segments: [impUid],
      });
      return outcomeOf(answer, () => ({ kind: "accepted" }) as const);
    },
  };
}

function readCertification(value: unknown): Certification {
  const wire = requireObject(value, "certification");
  const tellsForeigners = wire.foreigner_v2 !== null && wire.foreigner_v2 !== undefined;
  return {
    impUid: requireText(wire, "imp_uid"),
    merchantUid: readText(wire, "merchant_uid"),
    pgProvider: requireText(wire, "pg_provider"),
    pgTid: readText(wire, "pg_tid"),
    isCertified: readFlag(wire, "certified"),
    certifiedAt: readInstant(wire, "certified_at"),
    name: readText(wire, "name"),
    gender: readText(wire, "gender"),
    birthday: readText(wire, "birthday"),
    phone: readText(wire, "phone"),
    carrier: readText(wire, "carrier"),
    isForeigner: tellsForeigners ? readFlag(wire, "foreigner_v2") : null,
    origin: readText(wire, "origin"),
  };
}
