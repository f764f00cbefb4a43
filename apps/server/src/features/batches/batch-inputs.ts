import * as z from "zod/mini";

const largestPage = 200;
const batchId = z.string().check(z.minLength(1), z.maxLength(64));
const limit = z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50);

export const rowNumberInput = z.int().check(z.gte(1));

/** What names one list. */
export const oneBatch = z.strictObject({ batchId });

/** A page of lists. */
export const batchPage = z.strictObject({ cursor: z.optional(z.string().check(z.maxLength(200))), limit });

export const resultInput = z.extend(oneBatch, { locale: z.enum(["ko", "en"]) });

/** A page of a list's rows, those in any of the states. */
export function rowsInput<const States extends readonly [string, ...string[]]>(states: States) {
  return z.extend(oneBatch, {
    states: z.optional(z.array(z.enum(states)).check(z.minLength(1))),
    cursor: z.optional(z.int().check(z.gte(0))),
    limit,
  });
}

/** Which payment each of at most so many rows means. */
export function choicesInput(most: number) {
  const choice = z.strictObject({ rowNumber: rowNumberInput, impUid: z.string().check(z.maxLength(100)) });
  return z.extend(oneBatch, { choices: z.array(choice).check(z.minLength(1), z.maxLength(most)) });
}
