import { longestColumnsText, readColumns } from "@maru/domain";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { findPreferences, writePreferences } from "./sessions.repository.ts";

const language = z.enum(["ko", "en"]).nullable();
const theme = z.enum(["system", "light", "dark"]);
const density = z.enum(["comfortable", "compact"]);
const paymentColumns = z
  .string()
  .max(longestColumnsText)
  .refine((text) => readColumns(text) !== undefined, "names no column")
  .nullable();

/** How one person likes to see the console; a null language is the browser's, null columns are the usual ones. */
export const preferences = z.object({ language, theme, density, paymentColumns });
export type Preferences = z.infer<typeof preferences>;

export const preferencesChange = z.strictObject({
  language: language.optional(),
  theme: theme.optional(),
  density: density.optional(),
  paymentColumns: paymentColumns.optional(),
});

const unset: Preferences = { language: null, theme: "system", density: "comfortable", paymentColumns: null };

/** What this person prefers; what they never chose, or can be read no more, is unset. */
export async function readPreferences(db: Kysely<Database>, userId: string): Promise<Preferences> {
  const row = await findPreferences(db, userId);
  return preferences.catch(unset).parse(row === undefined ? unset : { ...row, paymentColumns: row.payment_columns });
}

/** Changes what is named and keeps the rest. */
export function savePreferences(ctx: SignedInContext, change: z.infer<typeof preferencesChange>): Promise<Preferences> {
  const { userId } = ctx.actor;
  return ctx.store.transact(async (tx) => {
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next = preferences.parse({ ...(await readPreferences(tx, userId)), ...named });
    const { paymentColumns: payment_columns, ...others } = next;
    await writePreferences(tx, { user_id: userId, ...others, payment_columns });
    return next;
  });
}
