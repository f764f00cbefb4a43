/** One guard taken away: the tests have to notice. */
export interface Mutation {
  readonly guard: string;
  /** The test file that holds it: the rest need not run to see that it is noticed. */
  readonly test: string;
  /** The end of the path of the file it is in. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const refunds = "apps/server/src/features/refunds";

export const mutations: readonly Mutation[] = [
  {
    guard: "the refund id: the same form sent again is the same refund",
    test: "request-refund",
    file: `${refunds}/open-refund.ts`,
    from: "    id,\n    imp_uid: request.impUid,",
    to: "    id: 'again-' + randomBytes(8).toString('hex'),\n    imp_uid: request.impUid,",
  },
  {
    guard: "the refund id: the same id has the same contents",
    test: "request-refund",
    file: `${refunds}/request-refund.ts`,
    from: "if (known.contents_hash === contentsHash(ctx.config.secret, request)) return",
    to: "if (known.contents_hash !== '') return",
  },
  {
    guard: "the lock: one open refund per payment",
    test: "request-refund",
    file: `${refunds}/refunds.repository.ts`,
    from: '.onConflict((conflict) => conflict.column("imp_uid").doNothing())\n    .returning("imp_uid")',
    to: '.onConflict((conflict) => conflict.column("imp_uid").doUpdateSet({ refund_id: lock.refund_id }))\n    .returning("imp_uid")',
  },
  {
    guard: "the lock: only its owner sends",
    test: "send-refund",
    file: `${refunds}/send-refund.ts`,
    from: "if (!(await takeLock(tx, approved.id, ownLock(ctx)))) throw stateChanged(approved);",
    to: "await takeLock(tx, approved.id, ownLock(ctx));",
  },
  {
    guard: "the pinned checksum is what the requester saw",
    test: "send-refund",
    file: `${refunds}/send-refund.ts`,
    from: "expectedCancellable: money(refund.pinned_balance, currency)",
    to: "expectedCancellable: money(refund.pinned_balance - 2_000, currency)",
  },
  {
    guard: "the checksum is sent",
    test: "send-refund",
    file: "packages/import-client/src/cancel-payment.ts",
    from: "checksum: toWireAmount(request.expectedCancellable),",
    to: "",
  },
  {
    guard: "the balance is compared before sending",
    test: "request-refund",
    file: `${refunds}/admit-refund.ts`,
    from: "if (balanceOf(payment) !== refund.pinned_balance) {",
    to: "if (balanceOf(payment) < 0) {",
  },
  {
    guard: "the amount is sent, also for everything",
    test: "send-refund",
    file: "packages/import-client/src/cancel-payment.ts",
    from: "amount: toWireAmount(request.amount),",
    to: "",
  },
  {
    guard: "the amount is at least one where it comes in",
    test: "send-refund",
    file: "packages/domain/src/refunds/refund-request.ts",
    from: "const amountAboveZero = z.int().check(z.gte(1));",
    to: "const amountAboveZero = z.int();",
  },
  {
    guard: "the amount is no more than the balance seen",
    test: "send-refund",
    file: "packages/domain/src/refunds/refund-request.ts",
    from: "amount <= cancellableAmountSeen",
    to: "amount > 0",
  },
  {
    guard: "read-back: a refusal is not believed by itself",
    test: "lost-answers",
    file: `${refunds}/send-refund.ts`,
    from: "read = await readNow(ctx, refund.imp_uid);\n  } catch",
    to: "return await settle(ctx, refund, claimed, null);\n  } catch",
  },
  {
    guard: "read-back: an acceptance is done only when the record carries our tag",
    test: "settle-refund",
    file: `${refunds}/judge-evidence.ts`,
    from: "payment.cancellations.filter(({ reason }) => bearsTag(reason, refund.tag))",
    to: "payment.cancellations.filter(({ amount }) => amount.amount === refund.amount)",
  },
  {
    guard: "read-back: a lost answer is checking, not an end",
    test: "lost-answers",
    file: `${refunds}/send-refund.ts`,
    from: "return settle(ctx, refund, keepChecking(ctx, problemOf(outcome.cause)), null);",
    to: 'return settle(ctx, refund, { to: "not_sent", problem: problemOf(outcome.cause) }, null);',
  },
  {
    guard: "read-back: an unchanged record proves nothing at once",
    test: "send-refund",
    file: "apps/server/src/features/errands/check-schedule.ts",
    from: "export const surelyOverMs = 5 * minute;",
    to: "export const surelyOverMs = 0;",
  },
  {
    guard: "committed as sending before the first byte leaves",
    test: "killed-refund",
    file: `${refunds}/request-refund.ts`,
    from: "return markSending(tx, ctx, approved, payment);",
    to: "return { ...approved, state: 'sending' as const, known_cancellations: '[]' };",
  },
  {
    guard: "what a killed process was sending is checked, not called unsent",
    test: "killed-refund",
    file: `${refunds}/create-refund-keeper.ts`,
    from: 'if (refund.state !== "sending") return',
    to: "if (refund.checks >= 0) return",
  },
  {
    guard: "a second person approves",
    test: "approve-refund",
    file: `${refunds}/same-person.ts`,
    from: 'if (one.id === other.id) return "account";',
    to: "if (one.id === other.id) return null;",
  },
  {
    guard: "caps count what is still open",
    test: "approve-refund",
    file: `${refunds}/refunds.repository.ts`,
    from: "refundStates.filter(countsAsRefunded)",
    to: 'refundStates.filter((state) => state === "not_done")',
  },
  {
    guard: "an approval runs out",
    test: "approve-refund",
    file: `${refunds}/approve-refund.ts`,
    from: "if ((refund.approval_expires_at_ms ?? 0) > ctx.clock.now()) return;",
    to: "if (refund.id !== '') return;",
  },
  {
    guard: "safe mode",
    test: "safe-mode",
    file: `${refunds}/safe-mode.ts`,
    from: "if (faults.length === 0) return;",
    to: "if (faults.length >= 0) return;",
  },
  {
    guard: "a large refund asks for a fresh code",
    test: "step-up",
    file: `${refunds}/step-up.ts`,
    from: "if ((await stepUpUntil(ctx)) !== null) return;",
    to: "if ((await stepUpUntil(ctx)) !== undefined) return;",
  },
];

/** What the test runner calls a plugin, as far as it is one. */
interface Transformer {
  readonly name: string;
  readonly enforce: "pre";
  transform(code: string, id: string): { readonly code: string; readonly map: null } | null;
}

/** Takes one guard away while the tests load, so that no file is touched. */
export function mutate(guard: string): Transformer {
  const mutation = mutations.find((each) => each.guard === guard);
  if (mutation === undefined) throw new Error(`there is no guard called ${guard}`);
  const { file, from, to } = mutation;
  return {
    name: "take-a-guard-away",
    enforce: "pre",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith(file)) return null;
      if (code.split(from).length !== 2) throw new Error(`${file} no longer holds this guard as it is written here`);
      return { code: code.replace(from, () => to), map: null };
    },
  };
}
