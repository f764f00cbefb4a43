import { AppError, documentRefusalWords } from "@maru/domain";
import { inTime } from "../../in-time.ts";

/** Uploads one person may have under way, and all people together: each is held in memory until it is judged. */
const uploadPlaces = { perPerson: 2, together: 6 } as const;
/** What a file may take, however slow the line: a while for nothing, and from then on a megabit each second. */
export const uploadPace = { graceMs: 10_000, bytesPerSecond: 128 * 1024 } as const;

/** Hands out places for uploads. `take` answers with what gives the place back, or throws TOO_MANY_REQUESTS. */
export function createUploadPlaces(): { take(userId: string): () => void } {
  const held = new Map<string, number>();
  return {
    take(userId) {
      const own = held.get(userId) ?? 0;
      const all = [...held.values()].reduce((sum, each) => sum + each, 0);
      if (own >= uploadPlaces.perPerson || all >= uploadPlaces.together) {
        const many = own >= uploadPlaces.perPerson ? `${own} of your files` : `${all} files`;
        throw new AppError("TOO_MANY_REQUESTS", `${many} are being received. Try again in a moment.`, {
          details: { limit: own >= uploadPlaces.perPerson ? "own_uploads" : "uploads" },
        });
      }
      held.set(userId, own + 1);
      return () => {
        const left = (held.get(userId) ?? 1) - 1;
        if (left === 0) held.delete(userId);
        else held.set(userId, left);
      };
    },
  };
}

/**
 * The whole body. PAYLOAD_TOO_LARGE as soon as it is known to be longer: no more of it is ever held. DOCUMENT_REFUSED as
 * soon as it falls behind the pace every upload has to keep; whoever sends nothing at all waits for no longer than that.
 */
export async function receiveFile(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError("PAYLOAD_TOO_LARGE", `A file may have at most ${most / 1024 / 1024} MiB.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  const startedAt = performance.now();
  for (;;) {
    const dueInMs = startedAt + uploadPace.graceMs + (length / uploadPace.bytesPerSecond) * 1000 - performance.now();
    const part = await inTime(reader.read(), dueInMs, null);
    if (part === null) {
      await reader.cancel();
      throw new AppError("DOCUMENT_REFUSED", documentRefusalWords.too_slow.en, { details: { refusal: "too_slow" } });
    }
    if (part.done) return Buffer.concat(parts);
    length += part.value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(part.value);
  }
}
