import type { Role } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { createTestApp, type TestApp, type TestAppOptions } from "../../../testing/create-test-app.ts";
import { createInstructionKeeper } from "../create-instruction-keeper.ts";
import { giveInstruction } from "../give-instruction.ts";
import type { InstructionKind, RegisteredKind } from "../instruction-kind.ts";
import type { InstructionView } from "../instruction-view.ts";
import type { InstructionForm } from "../open-instruction.ts";
import { type PrepareForm, prepareOrder, testKinds } from "./prepare-order.ts";

/** A console that tells upstream things, and upstream's own ledger to see what was really done. */
export interface InstructionDesk extends TestApp {
  /** The form of an order's amount, filled in with a new id and a new order. */
  form(facts?: Partial<PrepareForm>): PrepareForm;
  give(form: PrepareForm, kind?: InstructionKind<PrepareForm>): Promise<InstructionView>;
  giveAs<Contents extends InstructionForm>(
    role: Role,
    kind: InstructionKind<Contents>,
    form: Contents,
  ): Promise<InstructionView>;
  ctx(role: Role): SignedInContext;
  view(instructionId: string): Promise<InstructionView>;
  /** The amounts upstream really took for an order. */
  prepared(merchantUid: string): number[];
  /** Lets time pass and has the keeper do what is due. */
  passes(ms: number): Promise<void>;
}

export async function openInstructionDesk(
  options: TestAppOptions = {},
  kinds: readonly RegisteredKind[] = testKinds,
): Promise<InstructionDesk> {
  const app = await createTestApp(options);
  const keeper = createInstructionKeeper(app.deps, kinds);
  let minted = 0;
  const ctx = (role: Role): SignedInContext => ({
    ...app.deps,
    actor: { userId: `user-${role}`, name: `A ${role}`, email: `${role}@example.com`, role },
    session: { id: "session", expiresAtMs: Number.MAX_SAFE_INTEGER, isSecondFactorEnrolled: false },
    ip: "192.0.2.1",
    userAgent: null,
    requestId: "",
  });
  return {
    ...app,
    ctx,
    form(facts = {}) {
      minted += 1;
      const number = String(minted).padStart(6, "0");
      return {
        instructionId: `instruction-of-a-test-${number}`,
        merchantUid: `order-${number}`,
        amount: 10_000,
        tel: "010-1234-5678",
        residentNumber: "900101-1234567",
        ...facts,
      };
    },
    give: (form, kind = prepareOrder()) => giveInstruction(ctx("support"), kind, form),
    giveAs: (role, kind, form) => giveInstruction(ctx(role), kind, form),
    view: async (instructionId) => (await (await app.api("viewer")).instructions.get({ instructionId })).instruction,
    prepared: (merchantUid) =>
      app.sandbox.control.ledger
        .entries({ kind: "prepared" })
        .filter((entry) => entry.merchant_uid === merchantUid)
        .map(({ amount }) => Number(amount)),
    async passes(ms) {
      app.clock.advance(ms);
      while ((await keeper.step()) === 0);
    },
  };
}
