import { type AccountDue, accountDues, isAllowed, maskAccount, type PaymentListItem } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import { findPayment } from "../payments/find-payment.ts";
import { readListItems } from "../payments/list-payments.ts";
import { countWaiting, findWaiting, noDeadline } from "./virtual-accounts.repository.ts";

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
  const { due, mode } = query;
  const db = ctx.store.reports;
  const nowSeconds = Math.floor(ctx.clock.now() / 1000);
  const [counts, { rows: page, nextCursor }] = await Promise.all([
    countWaiting(db, accountDues, { mode, nowSeconds }),
    readTimePage(
      { ...query, idForm: /^-?\d{1,16}$/ },
      (after, limit) => findWaiting(db, { due, mode, nowSeconds, after, limit }),
      ({ due_at, id }) => ({ at: due_at ?? noDeadline, id }),
    ),
  ]);
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
    nextCursor,
    now: nowSeconds,
  };
}
