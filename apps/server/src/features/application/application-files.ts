import {
  AppError,
  type applicationFile,
  type applicationUpload,
  documentRefusalWords,
  judgeDocument,
  mostApplicationFiles,
  plainFileName,
} from "@maru/domain";
import type { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import { openBytes, sealBytes } from "../../seal-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import {
  deleteFile,
  findContents,
  findFile,
  insertFile,
  lockApplication,
  lockBusiness,
  selectFiles,
} from "./application.repository.ts";
import type { ApplicationFilesTable } from "./application.tables.ts";
import { noSuchApplication, noSuchFile, refusedBy } from "./application-refusals.ts";
import { inflate } from "./inflate.ts";
import { tell } from "./keep-applications.ts";
import { fileBinding, openFileName, sealFileName } from "./sealed-parts.ts";

const endings = { "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png" } as const;

/** Keeps a file encrypted, under a type that its own bytes prove. Throws DOCUMENT_REFUSED where they prove none. */
export async function addFile(
  ctx: SignedInContext,
  { applicationId, kind, name }: z.output<typeof applicationUpload>,
  bytes: Uint8Array,
): Promise<{ readonly fileId: string }> {
  const verdict = judgeDocument(bytes, inflate);
  if (!verdict.isKept) {
    throw new AppError("DOCUMENT_REFUSED", documentRefusalWords[verdict.refusal].en, {
      details: { refusal: verdict.refusal },
    });
  }
  const { secret } = ctx.config;
  const { type, length } = verdict;
  const id = ctx.ids.next();
  const file: ApplicationFilesTable = {
    id,
    application_id: applicationId,
    kind,
    type,
    bytes: length,
    name_sealed: sealFileName(secret, id, fileNameOf(name, kind, type)),
    added_by_name: ctx.actor.name,
    added_at_ms: ctx.clock.now(),
  };
  const sealed = sealBytes(secret, fileBinding(id), bytes.subarray(0, length));
  await ctx.store.transact(async (tx) => {
    if (applicationId === null) await lockBusiness(tx);
    else if ((await lockApplication(tx, applicationId)) === undefined) throw noSuchApplication();
    if ((await selectFiles(tx, applicationId)).length >= mostApplicationFiles) throw refusedBy("too_many_files");
    await insertFile(tx, file, sealed);
    if (applicationId !== null) await tell(tx, ctx, applicationId, "file_added", { document: kind });
    await recordAudit(tx, ctx, { event: "application.file_added", ...factsOf(file) });
  });
  return { fileId: id };
}

export interface TakenFile {
  readonly name: string;
  readonly type: ApplicationFilesTable["type"];
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Hands a file out, and writes down who took it before it leaves. */
export async function takeFile(
  ctx: SignedInContext,
  { fileId, applicationId }: z.output<typeof applicationFile>,
): Promise<TakenFile> {
  const file = await findFile(ctx.store.read, fileId, applicationId);
  const sealed = file === undefined ? undefined : await findContents(ctx.store.read, fileId);
  if (file === undefined || sealed === undefined) throw noSuchFile();
  const body = opened(ctx, file, sealed);
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "application.file_taken", ...factsOf(file) }));
  const name = openFileName(ctx.config.secret, file.id, file.name_sealed);
  return { name: name ?? `${file.kind}${endings[file.type]}`, type: file.type, body };
}

/** Takes a file away for good. */
export async function removeFile(
  ctx: SignedInContext,
  { fileId, applicationId }: z.output<typeof applicationFile>,
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    const file = await findFile(tx, fileId, applicationId);
    if (file === undefined || !(await deleteFile(tx, fileId))) throw noSuchFile();
    if (applicationId !== null) await tell(tx, ctx, applicationId, "file_removed", { document: file.kind });
    await recordAudit(tx, ctx, { event: "application.file_removed", ...factsOf(file) });
  });
}

function opened(ctx: SignedInContext, file: ApplicationFilesTable, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return openBytes(ctx.config.secret, fileBinding(file.id), sealed);
  } catch {
    throw refusedBy("sealed_otherwise");
  }
}

/** Names of files name people, so they are told nowhere. */
function factsOf({ id, application_id, kind, type, bytes }: ApplicationFilesTable) {
  return { fileId: id, ...(application_id === null ? {} : { applicationId: application_id }), kind, type, bytes };
}

/** The name it came with, under the ending of what it is. */
function fileNameOf(name: string, kind: string, type: ApplicationFilesTable["type"]): string {
  const plain = plainFileName(name);
  const ending = endings[type];
  if (plain === "") return `${kind}${ending}`;
  const isRight = plain.toLowerCase().endsWith(ending) || (type === "image/jpeg" && /\.jpeg$/i.test(plain));
  return isRight ? plain : `${plain.replace(/\.[A-Za-z0-9]{1,5}$/, "")}${ending}`;
}
