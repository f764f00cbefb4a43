import type { RefundRequest, Role } from "@maru/domain";
import type { FaultOrder, LedgerEntry, NewPayment } from "@maru/sandbox";
import { createTestApp, type TestApi, type TestApp, type TestAppOptions } from "../../../testing/create-test-app.ts";

/** A console with payments to refund, and upstream's own ledger to count what was really done. */
export interface RefundDesk extends TestApp {
  /** Makes a payment of so many won and names it. */
  pay(amount: number, facts?: NewPayment): string;
  /** The form of a refund of this payment, filled in with a new id. */
  form(impUid: string, facts?: Partial<RefundRequest>): RefundRequest;
  /** What upstream really cancelled of a payment. */
  cancelled(impUid: string): readonly LedgerEntry[];
  /** Somebody cancels in the vendor's console. */
  cancelInConsole(impUid: string, amount: number): Promise<void>;
  /** Turns one of the sandbox's own controls, its settings unless another is named. */
  set(values: Readonly<Record<string, unknown>>, control?: string): Promise<void>;
  /** Ordered for the next cancel that is sent. */
  onCancel(fault: Omit<FaultOrder, "method" | "path">): void;
  /** Lets time pass and has the keeper do what is due. */
  passes(ms: number): Promise<void>;
  as(role: Role): Promise<TestApi["refunds"]>;
  /** A second person of a role. */
  another(role: Role, email: string): Promise<TestApi["refunds"]>;
}

export async function openRefundDesk(options: TestAppOptions = {}): Promise<RefundDesk> {
  const app = await createTestApp(options);
  let minted = 0;
  const { control } = app.sandbox;
  async function turn(method: string, name: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(values);
    const answer = await app.sandbox.fetch(
      new Request(`http://localhost/__sandbox/${name}`, { method, headers, body }),
    );
    if (!answer.ok) throw new Error(await answer.text());
  }

  return {
    ...app,
    pay: (amount, facts = {}) => control.createPayment(control.parent, { amount, ...facts }).wire.imp_uid,
    form(impUid, facts = {}) {
      minted += 1;
      return {
        refundId: `refund-of-a-test-${String(minted).padStart(6, "0")}`,
        impUid,
        currency: "KRW",
        amount: 1_000,
        cancellableAmountSeen: 10_000,
        split: null,
        reasonCode: "change_of_mind",
        reasonText: "단순 변심",
        refundAccount: null,
        extras: { requester: null, retainPromotion: null },
        notifyShop: true,
        repeatReason: null,
        ...facts,
      };
    },
    cancelled: (impUid) =>
      control.ledger
        .entries({ impUid })
        .filter(({ kind }) => ["cancelled", "cancel_requested", "cancel_settled"].includes(kind)),
    cancelInConsole: (impUid, amount) => turn("POST", `payments/${impUid}/console-cancel`, { amount }),
    set: (values, name) => (name === undefined ? turn("PUT", "settings", values) : turn("POST", name, values)),
    onCancel(fault) {
      control.faults.order({ ...fault, method: "POST", path: "/payments/cancel" });
    },
    async passes(ms) {
      app.clock.advance(ms);
      while ((await app.refunds.step()) === 0);
    },
    as: async (role) => (await app.api(role)).refunds,
    another: async (role, email) => (await app.apiOf({ role, email, name: `Another ${role}` })).refunds,
  };
}
