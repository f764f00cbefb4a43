import { type AccountDue, AppError, accountDues, isAllowed, maskAccount, type PaymentListItem } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { findPayment } from "../payments/find-payment.ts";
import { readListItems } from "../payments/list-payments.ts";
import { countWaiting, findWaiting } from "./virtual-accounts.repository.ts";

export const accountQuery = z.strictObject({
  due: z._default(z.enum(["all", ...accountDues]), "all"),
  mode: z._default(z.enum(["all", "live", "test"]), "all"),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});

/** An account that waits, as the board shows it. */
export interface WaitingAccount {
  readonly payment: PaymentListItem;
  /** Unix seconds. */
  readonly dueAt: number | null;
  readonly bank: string | null;
  readonly number: string | null;
}

export interface AccountBoard {
  /** In won; `today` and `day` overlap. */
  readonly counts: readonly { readonly due: AccountDue | "all"; readonly count: number; readonly amount: number }[];
  readonly items: readonly WaitingAccount[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
  /** Unix seconds: what "overdue" and "today" were measured by. */
  readonly now: number;
}

/** Accounts that wait for a deposit, with how many of them are due when and for how much. */
export async function listAccounts(ctx: SignedInContext, query: z.output<typeof accountQuery>): Promise<AccountBoard> {
  const { due, mode, limit } = query;
  const db = ctx.store.reports;
  const nowSeconds = Math.floor(ctx.clock.now() / 1000);
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const [counts, rows] = await Promise.all([
    countWaiting(db, accountDues, { mode, nowSeconds }),
    findWaiting(db, { due, mode, nowSeconds, after, limit: limit + 1 }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const payments = new Map(
    (
      await readListItems(
        ctx,
        page.map(({ id }) => id),
      )
    ).map((payment) => [payment.impUid, payment]),
  );
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  const items = await Promise.all(
    page.map(async ({ imp_uid: impUid, due_at: dueAt }): Promise<WaitingAccount[]> => {
      const payment = payments.get(impUid);
      if (payment === undefined) return [];
      const account = (await findPayment(ctx, impUid))?.payment.virtualAccount;
      const number = account?.number ?? null;
      return [
        {
          payment,
          dueAt,
          bank: account?.bank.code ?? account?.bank.name ?? null,
          number: number !== null && isMasked ? maskAccount(number) : number,
        },
      ];
    }),
  );
  return {
    counts,
    items: items.flat(),
    nextCursor: rows.length > limit && last !== undefined ? `${last.due_at ?? ""}_${last.id}` : null,
    now: nowSeconds,
  };
}

function readCursor(cursor: string) {
  const [, dueAt, id] = /^(\d{0,15})_(-?\d{1,16})$/.exec(cursor) ?? [];
  if (dueAt === undefined || id === undefined) throw new AppError("INVALID_INPUT", "This is not a place in the list.");
  return { due_at: dueAt === "" ? null : Number(dueAt), id: Number(id) };
}
