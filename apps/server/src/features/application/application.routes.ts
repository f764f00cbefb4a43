import { AppError, applicationFile, applicationUpload, mostDocumentBytes } from "@maru/domain";
import { Hono } from "hono";
import * as z from "zod/mini";
import { toAppError } from "../../errors.ts";
import type { HttpEnvironment } from "../../http-environment.ts";
import { readJsonBody } from "../../read-json-body.ts";
import { requireAllowed } from "../../trpc.ts";
import { recordRefusedChange } from "../audit/record-refusal.ts";
import { addFile, takeFile } from "./application-files.ts";
import { createUploadPlaces, receiveFile } from "./receive-file.ts";

export const applicationFilePath = "/api/application/files";
/** What a file is for, as encoded JSON: its name may name people, so it stands in no address. */
const aboutHeader = "x-document";
const longestAbout = 4_000;

/** Files of applications on their way in and out. Both are changes: taking a file out is written down. */
export function applicationRoutes() {
  const places = createUploadPlaces();
  return new Hono<HttpEnvironment>()
    .post(applicationFilePath, async (c) => {
      const name = "settings.application.addFile";
      const ctx = await requireAllowed(c.get("ctx"), "application:write", name);
      const about = readAbout(c.req.header(aboutHeader));
      const giveBack = places.take(ctx.actor.userId);
      try {
        return c.json(await addFile(ctx, about, await receiveFile(c.req.raw, mostDocumentBytes)));
      } catch (thrown) {
        const error = toAppError(thrown);
        await recordRefusedChange(ctx, { procedure: name, error, input: undefined });
        throw error;
      } finally {
        giveBack();
      }
    })
    .post(`${applicationFilePath}/download`, async (c) => {
      const name = "settings.application.takeFile";
      const ctx = await requireAllowed(c.get("ctx"), "application:write", name);
      const file = await takeFile(ctx, await readJsonBody(c.req.raw, applicationFile)).catch(async (thrown) => {
        const error = toAppError(thrown);
        await recordRefusedChange(ctx, { procedure: name, error, input: undefined });
        throw error;
      });
      return c.body(file.body, 200, {
        "content-type": file.type,
        "content-length": String(file.body.byteLength),
        "content-disposition": `attachment; filename*=UTF-8''${encodeFileName(file.name)}`,
        // Should it be opened here all the same, nothing in it may run.
        "content-security-policy": "default-src 'none'; sandbox",
      });
    });
}

function readAbout(header: string | undefined): z.output<typeof applicationUpload> {
  const refusal = (cause?: unknown) =>
    new AppError("INVALID_INPUT", `The ${aboutHeader} header must say what the file is for.`, { cause });
  if (header === undefined || header.length > longestAbout) throw refusal();
  let about: unknown;
  try {
    about = JSON.parse(decodeURIComponent(header));
  } catch (cause) {
    throw refusal(cause);
  }
  const parsed = z.safeParse(applicationUpload, about);
  if (!parsed.success) throw refusal();
  return parsed.data;
}

/** As RFC 5987 wants it: of what `encodeURIComponent` leaves alone, these mean something to a header. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
