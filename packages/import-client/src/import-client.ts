import { AppError } from "@maru/domain";
import type { ImportClient, ImportClientOptions } from "./client-types.ts";

/** A client for one account, or for one sub-merchant of it. Nothing is sent before the first call. */
export function createImportClient(_options: ImportClientOptions): ImportClient {
  throw new AppError("BUG", "the client speaks no wire yet");
}
