import type { AccountChangeForm, AccountIssueForm, AccountRevokeForm } from "@maru/domain";
import type { NewPayment } from "@maru/sandbox";
import { createTestApp, type TestApp, type TestAppOptions } from "../../../testing/create-test-app.ts";
import { crossing } from "../../../testing/crossing.ts";
import { rereadPayment } from "../../payments/read-payments-upstream.ts";

const day = 24 * 60 * 60;

/** A console with virtual accounts, and upstream's own ledger to count what was really done. */
export interface AccountDesk extends TestApp {
  issueForm(pgProvider: string, facts?: Partial<AccountIssueForm>): Promise<AccountIssueForm>;
  revokeForm(impUid: string): AccountRevokeForm;
  changeForm(impUid: string, facts: Pick<AccountChangeForm, "amount" | "dueAt" | "seen">): AccountChangeForm;
  /** Makes a payment whose buyer has an account to pay into, and names it. */
  waiting(facts?: NewPayment): string;
  /** The bank gets the money and the PG tells i'mport. */
  deposit(impUid: string): Promise<void>;
  /** A webhook about a payment comes in, and upstream is asked about it. */
  told(impUid: string, status: string): Promise<void>;
  index(impUid: string): Promise<void>;
  /** How many things of a kind upstream really did. */
  done(kind: "account_issued" | "account_changed" | "account_revoked"): number;
  /** The writes that left, by the client's name for them. */
  sent(): string[];
  /** What they said. */
  bodies(): unknown[];
  /** Happens while the next write is on its way. */
  beforeWrite(work: () => Promise<unknown>): void;
  /** Turns one of the sandbox's own controls, its settings unless another is named. */
  set(values: Readonly<Record<string, unknown>>, control?: string): Promise<void>;
  /** Lets time pass and has the keeper do what is due. */
  passes(ms: number): Promise<void>;
}

const isWrite = ({ method, url }: Request) => method !== "GET" && url.includes("/vbanks");

export async function openAccountDesk(options: TestAppOptions = {}): Promise<AccountDesk> {
  const sent: string[] = [];
  const bodies: unknown[] = [];
  const upstream = crossing(() => app.sandbox);
  const app: TestApp = await createTestApp({
    ...options,
    client: {
      async fetch(request) {
        if (isWrite(request)) {
          sent.push(operationOf[request.method] ?? request.method);
          bodies.push(request.method === "DELETE" ? null : await request.clone().json());
        }
        return upstream.fetch(request);
      },
      ...options.client,
    },
  });
  const { control } = app.sandbox;
  let minted = 0;
  const mint = () => {
    minted += 1;
    return { instructionId: `instruction-about-an-account-${String(minted).padStart(4, "0")}` };
  };
  async function turn(method: string, name: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const headers = { "content-type": "application/json" };
    const request = new Request(`http://localhost/__sandbox/${name}`, {
      method,
      headers,
      body: JSON.stringify(values),
    });
    const answer = await app.sandbox.fetch(request);
    if (!answer.ok) throw new Error(await answer.text());
  }

  return {
    ...app,
    async issueForm(pgProvider, facts = {}) {
      const channels = await app.deps.upstream.listChannels();
      const channel = channels.find((each) => each.pgProvider === pgProvider && !each.isTestChannel);
      const { instructionId } = mint();
      return {
        instructionId,
        channelKey: channel?.channelKey ?? "",
        pgProvider,
        merchantUid: `ORD${String(minted).padStart(4, "0")}`,
        amount: 33_000,
        bank: "004",
        dueAt: Math.floor(app.clock.now() / 1000) + 3 * day,
        holder: "마루상점",
        productType: "real",
        buyerName: "김마루",
        buyerEmail: "maru@example.com",
        buyerTel: "010-1234-5678",
        ...(pgProvider === "html5_inicis" ? { pgApiKey: "sandbox-iniapi-key" } : {}),
        ...facts,
      };
    },
    revokeForm: (impUid) => ({ ...mint(), impUid }),
    changeForm: (impUid, facts) => ({ ...mint(), impUid, ...facts }),
    waiting: (facts = {}) =>
      control.createPayment(control.parent, {
        pgProvider: "tosspayments",
        payMethod: "vbank",
        status: "ready",
        amount: 30_000,
        ...facts,
      }).wire.imp_uid,
    deposit: (impUid) => turn("POST", `payments/${impUid}/deposit`, {}),
    async told(impUid, status) {
      await app.http("/webhooks/iamport", { json: { imp_uid: impUid, status } });
      while ((await app.webhooks.step()) === 0);
    },
    async index(impUid) {
      await rereadPayment(app.deps, impUid, "poll");
    },
    done: (kind) => control.ledger.entries({ kind }).length,
    sent: () => [...sent],
    bodies: () => [...bodies],
    beforeWrite(work) {
      upstream.during(isWrite, work);
    },
    set: (values, name) => (name === undefined ? turn("PUT", "settings", values) : turn("POST", name, values)),
    async passes(ms) {
      app.clock.advance(ms);
      while ((await app.instructions.step()) === 0);
    },
  };
}

const operationOf: Readonly<Record<string, string>> = {
  POST: "issueVirtualAccount",
  PUT: "changeVirtualAccount",
  DELETE: "revokeVirtualAccount",
};
