import { AppError } from "@maru/domain";
import { z } from "zod";

/** Reads a request's JSON through a schema; what is malformed is named by field, never by value. */
export async function readJsonBody<Schema extends z.core.$ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  let body: unknown;
  try {
    const text = await request.text();
    body = text === "" ? {} : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("INVALID_INPUT", "The body must be JSON.", { cause });
  }
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("INVALID_INPUT", "The body is not what this address expects.", { details: { issues } });
}
