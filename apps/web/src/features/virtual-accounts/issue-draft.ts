import {
  type AccountField,
  type AccountIssueForm,
  accountIssueForm,
  accountNeeds,
  objectionToIssue,
  plainIdentifier,
} from "@maru/domain";
import * as z from "zod/mini";
import { readKstInput } from "../../lib/kst-input.ts";

/** What the form holds: texts as they were typed. */
export const issueDraft = z.object({
  channelKey: z.string(),
  merchantUid: z.string(),
  amount: z.string(),
  bank: z.string(),
  due: z.string(),
  orderName: z.string(),
  values: z.readonly(z.record(z.string(), z.string())),
});
export interface IssueDraft extends Readonly<Omit<z.output<typeof issueDraft>, "values">> {
  readonly values: Readonly<Partial<Record<AccountField, string>>>;
}

/** The draft without what is a secret of the shop's at its PG. */
export function withoutSecrets(draft: IssueDraft): IssueDraft {
  const { pgApiKey: _pgApiKey, escrowPassword: _escrowPassword, ...values } = draft.values;
  return { ...draft, values };
}

export type DraftField = AccountField | "channelKey" | "merchantUid" | "amount" | "bank" | "due" | "orderName" | "form";
export type DraftProblem =
  | "missing"
  | "amount"
  | "due"
  | "email"
  | "tel"
  | "digits"
  | "order_number"
  | "bank"
  | "tax_parts"
  | "business_number"
  | "needs_fixed"
  | "needs_email"
  | "not_unlimited"
  | "form";

export type CheckedDraft =
  | { readonly form: Omit<AccountIssueForm, "instructionId">; readonly problems?: undefined }
  | { readonly problems: Readonly<Partial<Record<DraftField, DraftProblem>>>; readonly form?: undefined };

/** Fields that this console has a control for. */
export const offeredFields = [
  "holder",
  "buyerName",
  "buyerEmail",
  "buyerTel",
  "productType",
  "taxFree",
  "vat",
  "fixedNumber",
  "fixedKey",
  "isUnlimited",
  "escrowPassword",
  "buyerBusinessNumber",
  "pgApiKey",
] as const satisfies readonly AccountField[];
export type OfferedField = (typeof offeredFields)[number];

/** Which fields a PG's form shows: what it needs first, then what it may be given. */
export function fieldsOf(pgProvider: string): { readonly required: OfferedField[]; readonly optional: OfferedField[] } {
  const needs = accountNeeds(pgProvider);
  return {
    required: offeredFields.filter((field) => needs?.required.includes(field)),
    optional: offeredFields.filter((field) => needs?.optional.includes(field)),
  };
}

/** Reads the draft for a PG by the rules the server holds it to. Fields that this PG does not ask for are not sent. */
export function checkDraft(draft: IssueDraft, pgProvider: string, nowSeconds: number): CheckedDraft {
  const problems: Partial<Record<DraftField, DraftProblem>> = {};
  const { required, optional } = fieldsOf(pgProvider);
  const value = (field: OfferedField) => draft.values[field]?.trim() ?? "";
  for (const field of ["channelKey", "merchantUid", "bank"] as const) {
    if (draft[field].trim() === "") problems[field] = "missing";
  }
  for (const field of required) if (value(field) === "") problems[field] = "missing";
  // A box that is ticked holds any text.
  const isUnlimited = optional.includes("isUnlimited") && value("isUnlimited") !== "";
  const amount = isUnlimited ? null : wholeWon(draft.amount);
  if (!isUnlimited && (amount === null || amount === 0)) problems.amount = "amount";
  const dueAt = readKstInput(draft.due);
  if (dueAt === null || dueAt <= nowSeconds) problems.due = "due";
  for (const field of ["taxFree", "vat"] as const) {
    if (optional.includes(field) && value(field) !== "" && wholeWon(value(field)) === null) problems[field] = "amount";
  }
  if (Object.keys(problems).length > 0) return { problems };

  const texts = [...required, ...optional].flatMap((field): [string, string | number | true][] => {
    if (value(field) === "") return [];
    switch (field) {
      case "taxFree":
      case "vat":
        return [[field, wholeWon(value(field)) ?? 0]];
      case "buyerBusinessNumber":
        return [[field, plainIdentifier(value(field))]];
      case "isUnlimited":
        return [[field, true]];
      default:
        return [[field, value(field)]];
    }
  });
  const parsed = accountIssueForm.safeParse({
    instructionId: "not-minted-yet-0",
    channelKey: draft.channelKey,
    pgProvider,
    merchantUid: draft.merchantUid.trim(),
    amount,
    bank: draft.bank,
    dueAt,
    ...(draft.orderName.trim() === "" ? {} : { orderName: draft.orderName.trim() }),
    ...Object.fromEntries(texts),
  });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues) };
  const { instructionId: _, ...form } = parsed.data;
  const objection = objectionToIssue(form, nowSeconds);
  switch (objection?.rule) {
    case undefined:
      return { form };
    case "order_number":
      return { problems: { merchantUid: "order_number" } };
    case "bank_not_taken":
      return { problems: { bank: "bank" } };
    case "tax_parts":
      return { problems: { taxFree: "tax_parts" } };
    case "unlimited_fixed":
      return { problems: { fixedNumber: "needs_fixed" } };
    case "unlimited_alone":
      return { problems: { isUnlimited: "not_unlimited" } };
    case "escrow_fixed":
      return {
        problems: {
          ...(form.fixedNumber === undefined && { fixedNumber: "needs_fixed" }),
          ...(form.buyerEmail === undefined && { buyerEmail: "needs_email" }),
        },
      };
    default:
      return { problems: { form: "form" } };
  }
}

const problemOfField: Readonly<Partial<Record<string, DraftProblem>>> = {
  buyerEmail: "email",
  buyerTel: "tel",
  fixedNumber: "digits",
  buyerBusinessNumber: "business_number",
};

function problemsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]) {
  const found = issues.map(({ path: [field] }) => {
    const name = String(field);
    return [name, problemOfField[name] ?? "form"] as const;
  });
  return Object.fromEntries(found) as Partial<Record<DraftField, DraftProblem>>;
}

/** Won as people type them, with or without commas; null where it is no whole number. */
export function wholeWon(text: string): number | null {
  const digits = text.trim().replaceAll(",", "");
  if (!/^\d{1,13}$/.test(digits)) return null;
  return Number(digits);
}
