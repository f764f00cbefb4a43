import { type ApplicationContact, type BusinessInformation, businessInformation } from "@maru/domain";
import * as z from "zod/mini";
import type { SealBinding } from "../../seal-text.ts";
import { openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";

/** Each part opens for its own purpose and its own row alone. */
const bindings = {
  business: (): SealBinding => ({ purpose: "maru business information", id: "own" }),
  contacts: (id: string): SealBinding => ({ purpose: "maru application contacts", id }),
  text: (id: string): SealBinding => ({ purpose: "maru application text", id }),
  fileName: (id: string): SealBinding => ({ purpose: "maru application file name", id }),
};

/** What the bytes of a file are bound to. */
export const fileBinding = (id: string): SealBinding => ({ purpose: "maru application file", id });

const contacts = z.array(z.object({ name: z.string(), role: z.string(), tel: z.string(), email: z.string() }));

/** Seals what the shop tells of itself. */
export const sealBusiness = (secret: Secret, information: BusinessInformation) =>
  sealText(secret, bindings.business(), JSON.stringify(information));
/** Seals the people at a PG, for their application alone. */
export const sealContacts = (secret: Secret, id: string, all: readonly ApplicationContact[]) =>
  sealText(secret, bindings.contacts(id), JSON.stringify(all));
/** Seals a note or a reason, for its entry of the history alone. */
export const sealEventText = (secret: Secret, id: string, text: string) => sealText(secret, bindings.text(id), text);
/** Seals the name a file came with, for that file alone. */
export const sealFileName = (secret: Secret, id: string, name: string) => sealText(secret, bindings.fileName(id), name);

/** Null where another secret sealed it: what cannot be read any more is said to be so, and keeps nothing else from people. */
function opened(secret: Secret, binding: SealBinding, sealed: string): string | null {
  try {
    return openText(secret, binding, sealed);
  } catch {
    return null;
  }
}

/** What the shop told of itself; null where another secret sealed it. */
export function openBusiness(secret: Secret, sealed: string): BusinessInformation | null {
  const text = opened(secret, bindings.business(), sealed);
  return text === null ? null : businessInformation.parse(JSON.parse(text));
}

/** The people at a PG; null where another secret sealed them. */
export function openContacts(secret: Secret, id: string, sealed: string): readonly ApplicationContact[] | null {
  const text = opened(secret, bindings.contacts(id), sealed);
  return text === null ? null : contacts.parse(JSON.parse(text));
}

/** A note or a reason; null where another secret sealed it. */
export const openEventText = (secret: Secret, id: string, sealed: string) => opened(secret, bindings.text(id), sealed);
/** The name a file came with; null where another secret sealed it. */
export const openFileName = (secret: Secret, id: string, sealed: string) =>
  opened(secret, bindings.fileName(id), sealed);
