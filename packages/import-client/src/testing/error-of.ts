import { AppError } from "@maru/domain";

/** The AppError that a call rejects with; a call that succeeds or fails otherwise fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("the call was expected to be rejected");
}
