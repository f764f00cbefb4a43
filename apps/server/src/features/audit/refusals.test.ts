import { randomUUID } from "node:crypto";
import { isAllowed, type Permission, permissions, type Role, roles } from "@maru/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appRouter } from "../../router.ts";
import type { TestApi } from "../../testing/create-test-app.ts";
import { bulkListOf } from "../refunds/bulk/testing/bulk-list.ts";
import { openRefundDesk, type RefundDesk } from "../refunds/testing/refund-desk.ts";

let desk: RefundDesk;
const apis = new Map<Role, TestApi>();

beforeAll(async () => {
  desk = await openRefundDesk({ sandbox: { payments: 0 } });
  for (const role of roles) apis.set(role, await desk.api(role));
});

afterAll(() => desk.close());

function apiOf(role: Role): TestApi {
  const api = apis.get(role);
  if (api === undefined) throw new Error("not set up");
  return api;
}

const entries = async () =>
  (await desk.deps.store.read.selectFrom("audit_head").select("sequence").executeTakeFirst())?.sequence ?? 0;

/** What the log says of the entries after a place, the oldest first. */
async function since(sequence: number) {
  const rows = await desk.deps.store.read
    .selectFrom("audit_entries")
    .where("sequence", ">", sequence)
    .orderBy("sequence")
    .selectAll()
    .execute();
  return rows.map(({ event, outcome, actor_role, subject, details }) => ({
    event,
    outcome,
    role: actor_role,
    subject,
    details: JSON.parse(details) as unknown,
  }));
}

function read(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((node, key) => Reflect.get(Object(node), key), value);
}

const guarded = Object.entries<unknown>(appRouter._def.procedures).flatMap(([procedure, each]) => {
  const access = permissions.find((permission) => permission === read(each, "_def", "meta", "access"));
  return access === undefined ? [] : [{ procedure, access }];
});

const denied = guarded.flatMap(({ procedure, access }) =>
  roles.filter((role) => !isAllowed(role, access)).map((role) => ({ procedure, access, role })),
);

async function call(role: Role, procedure: string, input: unknown): Promise<void> {
  const found = read(apiOf(role), ...procedure.split("."));
  if (typeof found !== "function") throw new Error(`there is no procedure ${procedure}`);
  await expect(found(input), procedure).rejects.toMatchObject({ cause: { code: "NOT_ALLOWED" } });
}

test("every procedure that is denied to a role leaves one entry for each call, with who and which right was missing", async () => {
  expect(denied.length).toBeGreaterThan(100);
  const before = await entries();
  for (const { role, procedure } of denied) await call(role, procedure, undefined);
  const told = await since(before);
  const entryOf = (each: { readonly procedure: string; readonly access: Permission; readonly role: Role }) => ({
    event: "access.refused",
    outcome: "refused",
    role: each.role,
    subject: null,
    details: { code: "NOT_ALLOWED", permission: each.access, procedure: each.procedure },
  });
  expect(told).toEqual(denied.map(entryOf));
});

test("a denied call leaves its one entry however it is filled in", async () => {
  const impUid = desk.pay(10_000);
  const before = await entries();
  await call("viewer", "refunds.request", desk.form(impUid));
  await call("developer", "refunds.approve", { refundId: "refund-of-nobody-0001" });
  expect(await since(before)).toMatchObject([
    { event: "access.refused", role: "viewer", details: { procedure: "refunds.request" } },
    { event: "access.refused", role: "developer", details: { procedure: "refunds.approve" } },
  ]);
});

interface Refusal {
  readonly what: string;
  /** Prepares and answers the attempt that is refused. */
  readonly attempt: () => Promise<() => Promise<unknown>>;
  readonly entry: Readonly<Record<string, unknown>>;
}

const refusals: readonly Refusal[] = [
  {
    what: "a note of somebody else worded anew",
    async attempt() {
      const noteId = await noteOfSupport();
      return () => apiOf("finance").payments.note.edit({ noteId, version: 1, text: "다른 말", mentions: [] });
    },
    entry: { event: "change.refused", details: { procedure: "payments.note.edit", code: "NOT_ALLOWED" } },
  },
  {
    what: "a note of somebody else taken away",
    async attempt() {
      const noteId = await noteOfSupport();
      return () => apiOf("finance").payments.note.remove({ noteId });
    },
    entry: { event: "change.refused", details: { procedure: "payments.note.remove", code: "NOT_ALLOWED" } },
  },
  {
    what: "a note that was worded anew meanwhile",
    async attempt() {
      const noteId = await noteOfSupport();
      const edit = { noteId, version: 1, text: "둘째", mentions: [] };
      await apiOf("support").payments.note.edit(edit);
      return async () => {
        const { isSaved } = await apiOf("support").payments.note.edit({ ...edit, text: "셋째" });
        if (!isSaved) throw new Error("the note had moved on");
      };
    },
    entry: { event: "payment.note_edit_refused", details: { version: 1 } },
  },
  {
    what: "an invitation to an address that has an account",
    attempt: async () => () => apiOf("admin").users.invite({ email: "viewer@demo.invalid", role: "viewer" }),
    entry: { event: "change.refused", details: { procedure: "users.invite", code: "EMAIL_TAKEN" } },
  },
  {
    what: "a shared view changed without the right to share",
    async attempt() {
      const { view } = await apiOf("admin").views.create({ name: "모두의 보기", query: "", isShared: true });
      return () => apiOf("viewer").views.remove({ id: view.id });
    },
    entry: { event: "access.refused", details: { permission: "view:share" } },
  },
  {
    what: "a refund by a role whose caps leave nothing",
    async attempt() {
      await apiOf("admin").refunds.changeCaps({ role: "support", perRefund: 0, perDay: null, perCustomer: null });
      const impUid = desk.pay(10_000);
      return () => apiOf("support").refunds.request(desk.form(impUid));
    },
    entry: { event: "refund.refused", details: { step: "request", code: "REFUND_CAP_ZERO" } },
  },
  {
    what: "a refund of a payment that has one already",
    async attempt() {
      const impUid = desk.pay(10_000);
      desk.onCancel({ kind: "drop", when: "before" });
      await apiOf("finance").refunds.request(desk.form(impUid));
      return () => apiOf("finance").refunds.request(desk.form(impUid));
    },
    entry: { event: "refund.refused", details: { code: "REFUND_IN_PROGRESS" } },
  },
  {
    what: "one's own refund approved",
    async attempt() {
      const form = await waitingOfApprover();
      return () => apiOf("approver").refunds.approve({ refundId: form.refundId });
    },
    entry: { event: "refund.refused", details: { step: "approve", code: "SAME_PERSON" } },
  },
  {
    what: "a refund of somebody else taken back",
    async attempt() {
      const form = await waitingOfApprover();
      return () => apiOf("finance").refunds.withdraw({ refundId: form.refundId });
    },
    entry: { event: "refund.refused", details: { step: "withdraw", code: "NOT_ALLOWED" } },
  },
  {
    what: "an undone cancel that no PG undoes",
    async attempt() {
      const impUid = desk.pay(10_000);
      await desk.cancelInConsole(impUid, 1_000);
      const { offers } = await apiOf("finance").refunds.undo.get({ impUid });
      return () => apiOf("finance").refunds.undo.watch({ impUid, cancellationId: offers[0]?.cancellationId ?? "none" });
    },
    entry: { event: "change.refused", details: { procedure: "refunds.undo.watch", code: "UNDO_IMPOSSIBLE" } },
  },
  {
    what: "a list of refunds moved from where it does not stand",
    async attempt() {
      const { batchId } = await preparedList();
      return () => apiOf("finance").refunds.bulk.pause({ batchId });
    },
    entry: { event: "change.refused", details: { procedure: "refunds.bulk.pause", code: "BULK_MOVED_ON" } },
  },
];

async function noteOfSupport(): Promise<string> {
  const impUid = desk.pay(10_000);
  await apiOf("support").payments.lookup({ identifier: impUid });
  const noteId = randomUUID();
  await apiOf("support").payments.note.add({ noteId, impUid, text: "통화함", mentions: [] });
  return noteId;
}

async function waitingOfApprover() {
  await apiOf("admin").refunds.changeCaps({ role: "approver", perRefund: 1_000, perDay: null, perCustomer: null });
  const form = desk.form(desk.pay(10_000), { amount: 5_000 });
  expect((await apiOf("approver").refunds.request(form)).state).toBe("waiting_approval");
  return form;
}

function preparedList(): Promise<{ readonly batchId: string }> {
  return apiOf("finance").refunds.bulk.prepare(bulkListOf([[desk.pay(10_000), "1000"]], { reasonText: "" }));
}

test.each(refusals)("$what is refused with one entry that names the rule", async ({ attempt, entry }) => {
  const refused = await attempt();
  const before = await entries();
  await expect(refused()).rejects.toThrow();
  const told = await since(before);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ outcome: "refused", ...entry });
});

test("what is only malformed or not there is no refusal", async () => {
  const before = await entries();
  await expect(apiOf("admin").users.setRole({ userId: "nobody", role: "viewer" })).rejects.toThrow();
  await expect(apiOf("support").payments.note.remove({ noteId: randomUUID() })).rejects.toThrow();
  await expect(Reflect.apply(apiOf("finance").refunds.request, undefined, [{}])).rejects.toThrow();
  expect(await entries()).toBe(before);
});
