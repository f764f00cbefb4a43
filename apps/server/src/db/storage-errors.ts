import { AppError } from "@maru/domain";

/** The disk, or the database's share of it, is full: nothing was written, and reading still works. */
export function storageFull(cause: unknown): AppError {
  return new AppError("STORAGE_FULL", "The database's disk is full. Free some space; nothing was lost.", { cause });
}

/** The store did not answer in time, or went away while it was asked. */
export function storageUnavailable(reason: string, cause?: unknown): AppError {
  return new AppError("STORAGE_UNAVAILABLE", reason, { details: { retryAfterSeconds: 5 }, cause });
}
