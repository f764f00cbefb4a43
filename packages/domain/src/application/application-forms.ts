import * as z from "zod/mini";
import { isKstDate } from "../kst-time.ts";
import { canBeSent } from "../sendable-text.ts";
import {
  applicationIntegrations,
  applicationMethodNames,
  integrationsOf,
  paymentTypes,
} from "./application-catalog.ts";
import { applicationStates } from "./application-state.ts";
import { businessInformation } from "./business-information.ts";
import { documentKinds, documentStates } from "./document-kinds.ts";

export const applicationLimits = {
  name: 60,
  tel: 30,
  email: 254,
  mid: 60,
  note: 1_000,
  reason: 300,
  contacts: 5,
  choices: 40,
  fileName: 120,
} as const;

const line = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most), z.refine(canBeSent, "characters that cannot be kept"));
const paragraphs = (most: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(most),
    z.refine((text) => canBeSent(text.replaceAll(/[\n\t]/g, " ")), "characters that cannot be kept"),
  );
const id = z.string().check(z.regex(/^[\w-]{1,80}$/));
/** The version that was seen, so that nobody overwrites what they have not read. */
const version = z.int().check(z.gte(0));

const choice = z
  .strictObject({
    method: z.enum(applicationMethodNames),
    pgProvider: z.string().check(z.regex(/^[a-z0-9_]{1,40}$/)),
    paymentType: z.enum(paymentTypes),
    integration: z.enum(applicationIntegrations),
  })
  .check(z.refine((each) => integrationsOf(each).includes(each.integration), "not offered by this PG"));

export const newApplications = z.strictObject({
  choices: z.array(choice).check(z.minLength(1), z.maxLength(applicationLimits.choices)),
});

export const oneApplication = z.strictObject({ applicationId: id });

const contact = z.strictObject({
  name: line(applicationLimits.name).check(z.minLength(1)),
  role: line(applicationLimits.name),
  tel: line(applicationLimits.tel),
  email: line(applicationLimits.email),
});
export type ApplicationContact = z.output<typeof contact>;

const documentMark = z.strictObject({ kind: z.enum(documentKinds), state: z.enum(documentStates) });
export type DocumentMark = z.output<typeof documentMark>;

/** Who looks after an application, until when, and what has become of its papers. */
export const applicationChange = z.strictObject({
  applicationId: id,
  version,
  /** A member; null where nobody looks after it. */
  ownerId: z.nullable(id),
  /** `YYYY-MM-DD` in Korea. */
  dueOn: z.nullable(z.string().check(z.refine(isKstDate, "not a day"))),
  mid: line(applicationLimits.mid),
  contacts: z.array(contact).check(z.maxLength(applicationLimits.contacts)),
  documents: z.array(documentMark).check(
    z.maxLength(documentKinds.length),
    z.refine((marks) => new Set(marks.map(({ kind }) => kind)).size === marks.length, "a kind twice"),
  ),
});
export type ApplicationChange = z.output<typeof applicationChange>;

export const applicationMoveForm = z.strictObject({
  applicationId: id,
  version,
  to: z.enum(applicationStates),
  /** Empty where no reason is needed. */
  reason: line(applicationLimits.reason),
});

export const applicationNote = z.strictObject({
  applicationId: id,
  text: paragraphs(applicationLimits.note).check(z.minLength(1)),
});

export const applicationRemoval = z.strictObject({ applicationId: id, version });

export const businessChange = z.strictObject({ version, information: businessInformation });

/** Which file: those of the business itself belong to no application. */
export const applicationFile = z.strictObject({ fileId: id, applicationId: z.nullable(id) });

/** What comes with a file, beside its bytes. */
export const applicationUpload = z.strictObject({
  applicationId: z.nullable(id),
  kind: z.enum(documentKinds),
  name: z.string().check(z.minLength(1), z.maxLength(500)),
});

/** A file's name as it is kept: no folders, no characters that mean something to a header or a file system. */
export function plainFileName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>:|?*]/gu, "")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .trim();
  const characters = [...plain];
  if (characters.length <= applicationLimits.fileName) return plain;
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(plain)?.[0] ?? "";
  return characters.slice(0, applicationLimits.fileName - ending.length).join("") + ending;
}
