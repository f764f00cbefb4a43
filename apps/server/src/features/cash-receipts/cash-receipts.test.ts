import type { OutsideReceiptOrder, ReceiptOrder, Role } from "@maru/domain";
import type { FaultOrder, NewPayment } from "@maru/sandbox";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";
import type { InstructionView } from "../instructions/instruction-view.ts";
import { rereadPayment } from "../payments/read-payments-upstream.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const phone = "01012345678";
const residentNumber = "9001011234567";

describeOnBothStores("cash receipts", (open) => {
  let app: TestApp;
  let desk: TestApi;
  let minted = 0;
  /** Whether upstream tells of receipts without the PG's number. */
  let numberless = false;

  beforeAll(async () => {
    const answerTo = async (request: Request) => {
      const answer = await app.sandbox.fetch(request);
      if (!numberless || !request.url.includes("/receipts/")) return answer;
      const text = (await answer.text()).replace(/"receipt_tid":"[^"]*"/, '"receipt_tid":null');
      return new Response(text, { status: answer.status, headers: { "content-type": "application/json" } });
    };
    app = await createTestApp({ open, client: { fetch: answerTo } });
    desk = await app.api("support");
  });
  afterAll(() => app.close());

  const as = (role: Role) => app.api(role);

  async function pay(pgProvider: string, facts: NewPayment = {}): Promise<string> {
    const { control } = app.sandbox;
    const order = { amount: 11_000, pgProvider, payMethod: "vbank", buyerName: "김민수", ...facts };
    const { imp_uid: impUid } = control.createPayment(control.parent, order).wire;
    await rereadPayment(app.deps, impUid, "refresh");
    return impUid;
  }

  function form(impUid: string, facts: Partial<ReceiptOrder> = {}): ReceiptOrder {
    minted += 1;
    return {
      instructionId: `receipt-of-a-test-${String(minted).padStart(6, "0")}`,
      impUid,
      amountSeen: 11_000,
      type: "person",
      identifierType: "phone",
      identifier: phone,
      productType: null,
      buyerName: null,
      buyerTel: null,
      buyerEmail: null,
      companyName: null,
      companyTel: null,
      merchantBusinessNumber: null,
      taxFree: 0,
      vat: null,
      ...facts,
    };
  }

  async function outsideForm(
    pgProvider: string,
    facts: Partial<OutsideReceiptOrder> = {},
  ): Promise<OutsideReceiptOrder> {
    const { impUid: _impUid, amountSeen: _seen, companyName: _name, companyTel: _tel, ...shared } = form("");
    const channels = await app.deps.upstream.listChannels();
    const channelKey = channels.find((channel) => channel.pgProvider === pgProvider)?.channelKey ?? "";
    const merchantUid = `CASH${minted}`;
    const own = { merchantUid, channelKey, orderName: "현장 판매", amount: 5_500, payMethod: "trans" as const };
    return { ...shared, ...own, ...facts };
  }

  async function turn(path: string, values: object): Promise<void> {
    const headers = { "content-type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify(values) };
    const answer = await app.sandbox.fetch(new Request(`http://localhost/__sandbox/${path}`, request));
    if (!answer.ok) throw new Error(await answer.text());
  }

  const next = (method: string, fault: Omit<FaultOrder, "method" | "path">) =>
    app.sandbox.control.faults.order({ ...fault, method, path: "/receipts" });
  /** What upstream really did about a payment's receipts. */
  const ledgerOf = (impUid: string) =>
    app.sandbox.control.ledger
      .entries({ impUid })
      .map(({ kind }) => kind)
      .filter((kind) => kind.includes("receipt"));

  async function settled(instruction: InstructionView): Promise<InstructionView> {
    for (let waited = 0; waited < 30; waited += 1) {
      const { instruction: view } = await desk.instructions.get({ instructionId: instruction.instructionId });
      if (view.settledAtMs !== null || view.state === "unconfirmed") return view;
      app.clock.advance(minute);
      while ((await app.instructions.step()) === 0);
    }
    throw new Error("the instruction is not settled");
  }

  describe("of payments", () => {
    test("E1: are issued, viewed and cancelled once, and whose they are is masked", async () => {
      const impUid = await pay("html5_inicis");
      expect(await desk.cashReceipts.get({ impUid })).toMatchObject({
        truth: { knowledge: "none_known", evidence: "nothing_found" },
        left: 11_000,
        issueRefusal: null,
        receipt: null,
      });
      const order = form(impUid);
      const issued = await desk.cashReceipts.issue(order);
      expect(issued).toMatchObject({
        state: "done",
        contents: { identifier: "010-****-5678", type: "person", amount: 11_000 },
        result: { amount: 11_000, vat: 1_000 },
      });
      const { receipt, truth, cancelRefusal, issueRefusal } = await desk.cashReceipts.get({ impUid });
      expect(receipt).toMatchObject({
        state: "issued",
        identifierMasked: "010-****-5678",
        isOurs: true,
        amount: 11_000,
      });
      expect([truth.knowledge, cancelRefusal, issueRefusal?.rule]).toEqual(["issued_by_us", null, "already_issued"]);

      minted += 1;
      const cancel = { instructionId: `receipt-cancel-${minted}`.padEnd(20, "0"), impUid };
      const gone = await desk.cashReceipts.cancel({ ...cancel, receiptTidSeen: receipt?.receiptTid ?? null });
      expect(gone.state).toBe("done");
      expect((await desk.cashReceipts.get({ impUid })).truth.knowledge).toBe("cancelled");
      expect(ledgerOf(impUid)).toEqual(["receipt_issued", "receipt_cancelled"]);
      const { items } = await desk.cashReceipts.list({ source: "payment", state: "cancelled" });
      expect(items[0]).toMatchObject({ target: impUid, state: "cancelled", issuedBy: expect.any(String) });
    });

    test("are issued once, however often the same form is sent", async () => {
      const impUid = await pay("html5_inicis");
      const order = form(impUid);
      const answers = await Promise.all(Array.from({ length: 10 }, () => desk.cashReceipts.issue(order)));
      expect(new Set(answers.map(({ instructionId }) => instructionId))).toEqual(new Set([order.instructionId]));
      expect(ledgerOf(impUid)).toEqual(["receipt_issued"]);
    });

    test.each([
      ["a refund in between", {}, { amountSeen: 12_000 }, "amount_changed"],
      ["a payment by card", { payMethod: "card" }, {}, "not_cash"],
      ["a PG that does not", { pgProvider: "kakaopay" }, {}, "pg_unsupported"],
      ["a field that the PG needs", { pgProvider: "ksnet" }, {}, "fields_missing"],
      [
        "a card number at Nice",
        { pgProvider: "nice_v2" },
        { identifierType: "taxcard", identifier: "123456789012345678" },
        "taxcard_refused",
      ],
    ] as const)("are not sent because of %s", async (_name, facts, order, rule) => {
      const { pgProvider = "html5_inicis", ...rest }: NewPayment = facts;
      const impUid = await pay(pgProvider, rest);
      const given = await desk.cashReceipts.issue(form(impUid, order));
      expect(given).toMatchObject({
        state: "not_sent",
        problem: { code: "INSTRUCTION_IMPOSSIBLE", details: { rule } },
      });
      expect(ledgerOf(impUid)).toEqual([]);
    });

    test.each([
      ["0212345678", "phone", "identifier_not_mobile"],
      ["1248100999", "business", "identifier_check_digit"],
    ] as const)(
      "an identifier that cannot be one is refused before anything is written down (%s)",
      async (identifier, identifierType, rule) => {
        const impUid = await pay("html5_inicis");
        const type = identifierType === "business" ? "company" : "person";
        const order = form(impUid, { identifier, identifierType, type });
        const thrown = await desk.cashReceipts.issue(order).catch((error: unknown) => error);
        expect(JSON.stringify(thrown)).not.toContain(identifier);
        expect(thrown).toMatchObject({ code: "BAD_REQUEST", cause: { details: { rule } } });
        await expect(desk.instructions.get({ instructionId: order.instructionId })).rejects.toThrow();
      },
    );

    test("the PG's own words are kept where it refuses (501, 500)", async () => {
      // The sandbox reads the vendor's prose, which does not name this PG among those that issue.
      const unsupported = await desk.cashReceipts.issue(form(await pay("smartro")));
      expect(unsupported).toMatchObject({
        state: "refused",
        refusal: { message: expect.stringContaining("지원하지 않는") },
      });
      const late = await desk.cashReceipts.issue(form(await pay("nice_v2", { receiptRequested: false })));
      expect(late).toMatchObject({ state: "refused", refusal: { message: expect.stringContaining("요청하지 않은") } });
    });

    test.each([
      ["the answer is lost after the work", { kind: "drop", when: "after" }, "done", ["receipt_issued"]],
      ["the request is lost before the work", { kind: "drop", when: "before" }, "not_done", []],
      ["an error page comes after the work", { kind: "html", when: "after" }, "done", ["receipt_issued"]],
      ["a server error comes before the work", { kind: "status", when: "before", status: 500 }, "not_done", []],
    ] as const)(
      "when %s it ends as upstream's record says, and nothing is issued twice",
      async (_name, fault, state, ledger) => {
        const impUid = await pay("html5_inicis");
        next("POST", { ...fault, count: 1 });
        const given = await desk.cashReceipts.issue(form(impUid));
        const end = await settled(given);
        // A refusal in an envelope is one that nobody doubts: the record is as it was.
        expect(["not_done", "refused"].includes(end.state) ? "not_done" : end.state).toBe(state);
        expect(ledgerOf(impUid)).toEqual(ledger);
        expect((await desk.cashReceipts.get({ impUid })).truth.knowledge).toBe(
          state === "done" ? "issued_by_us" : "none_known",
        );
      },
    );

    test("a lost answer is found out of a receipt that the PG gave no number, too", async () => {
      const impUid = await pay("html5_inicis");
      next("POST", { kind: "drop", when: "after", count: 1 });
      numberless = true;
      const end = await settled(await desk.cashReceipts.issue(form(impUid)));
      numberless = false;
      expect(end.state).toBe("done");
    });

    test("a cancel whose answer is lost is found out, too", async () => {
      const impUid = await pay("html5_inicis");
      await desk.cashReceipts.issue(form(impUid));
      next("DELETE", { kind: "drop", when: "after", count: 1 });
      minted += 1;
      const cancel = { instructionId: `receipt-cancel-${minted}`.padEnd(20, "0"), impUid, receiptTidSeen: null };
      expect((await settled(await desk.cashReceipts.cancel(cancel))).state).toBe("done");
      expect(ledgerOf(impUid)).toEqual(["receipt_issued", "receipt_cancelled"]);
    });

    test("where the PG offers no look-up, a person says what became of a lost answer", async () => {
      const impUid = await pay("kicc");
      next("POST", { kind: "drop", when: "after", count: 1 });
      const given = await settled(await desk.cashReceipts.issue(form(impUid)));
      expect(given.state).toBe("unconfirmed");
      const { instructionId } = given;
      await desk.instructions.confirm({ instructionId, outcome: "done", reason: "KICC 관리자에서 발급을 확인함" });
      const { truth, receipt } = await desk.cashReceipts.get({ impUid });
      expect([truth.knowledge, receipt?.amount, receipt?.identifierMasked]).toEqual([
        "issued_by_us",
        11_000,
        "010-****-5678",
      ]);
    });

    test("where the PG offers no look-up, a second form of the same payment is not sent", async () => {
      const impUid = await pay("kicc");
      expect(await desk.cashReceipts.issue(form(impUid))).toMatchObject({ state: "done" });
      expect(await desk.cashReceipts.issue(form(impUid))).toMatchObject({
        state: "not_sent",
        problem: { details: { rule: "already_issued" } },
      });
      expect(ledgerOf(impUid)).toEqual(["receipt_issued"]);
    });

    test("E3: one the PG issued by itself is said to be likely, never absent", async () => {
      const impUid = await pay("html5_inicis");
      await turn(`payments/${impUid}/issue-receipt-at-pg`, { isReported: false });
      await rereadPayment(app.deps, impUid, "refresh");
      const { truth, cautions } = await desk.cashReceipts.get({ impUid });
      expect(truth).toEqual({ knowledge: "likely_automatic", evidence: "payment_flag" });
      expect(cautions.map(({ ko }) => ko).join()).toContain("자동 발급");
      const reported = await pay("html5_inicis");
      await turn(`payments/${reported}/issue-receipt-at-pg`, { isReported: true });
      await rereadPayment(app.deps, reported, "refresh");
      expect((await desk.cashReceipts.get({ impUid: reported })).truth.knowledge).toBe("issued_by_pg");
    });

    test("a viewer sees what is known, not the buyer, and issues nothing", async () => {
      const impUid = await pay("html5_inicis");
      const viewer = await as("viewer");
      expect((await viewer.cashReceipts.get({ impUid })).buyer).toBeNull();
      expect((await desk.cashReceipts.get({ impUid })).buyer?.name).toBe("김민수");
      await expect(viewer.cashReceipts.issue(form(impUid))).rejects.toMatchObject({ code: "FORBIDDEN" });
    });
  });

  describe("of sales outside i'mport", () => {
    test("are issued, viewed and cancelled under their own numbers", async () => {
      const order = await outsideForm("html5_inicis");
      const { merchantUid } = order;
      expect(await desk.cashReceipts.external.issue(order)).toMatchObject({ state: "done", target: { kind: "order" } });
      const { receipt, channelKey } = await desk.cashReceipts.external.get({ merchantUid });
      expect(receipt).toMatchObject({
        state: "issued",
        orderName: "현장 판매",
        amount: 5_500,
        identifierMasked: "010-****-5678",
      });
      expect(channelKey).toBe(order.channelKey);
      minted += 1;
      const cancel = { instructionId: `outside-cancel-${minted}`.padEnd(20, "0"), merchantUid };
      const gone = await desk.cashReceipts.external.cancel({ ...cancel, receiptTidSeen: receipt?.receiptTid ?? null });
      expect(gone.state).toBe("done");
      expect((await desk.cashReceipts.list({ source: "outside" })).items[0]).toMatchObject({
        target: merchantUid,
        state: "cancelled",
      });
      expect((await desk.cashReceipts.list({ source: "payment" })).items.map(({ target }) => target)).not.toContain(
        merchantUid,
      );
    });

    test("E2: an order number that has one is refused before the call", async () => {
      const order = await outsideForm("html5_inicis");
      await desk.cashReceipts.external.issue(order);
      const since = app.sandbox.requests.rows().at(-1)?.number;
      const again = { ...order, instructionId: `again-${order.instructionId}` };
      expect(await desk.cashReceipts.external.issue(again)).toMatchObject({
        state: "not_sent",
        problem: { details: { rule: "already_issued" } },
      });
      const impUid = await pay("html5_inicis", { merchantUid: "PAID-BY-IMPORT-1" });
      const ofPayment = await outsideForm("html5_inicis", { merchantUid: "PAID-BY-IMPORT-1" });
      expect(await desk.cashReceipts.external.issue(ofPayment)).toMatchObject({
        state: "not_sent",
        problem: { details: { rule: "order_of_payment" } },
      });
      const asked = app.sandbox.requests
        .rows(since)
        .filter(({ method, path }) => method === "POST" && path.startsWith("/receipts"));
      expect([asked, impUid === ""]).toEqual([[], false]);
    });
  });

  test("E5: a resident number is in no table, no log, no answer and no error", async () => {
    const impUid = await pay("html5_inicis");
    const order = form(impUid, { identifierType: "person", identifier: residentNumber });
    next("POST", { kind: "drop", when: "after", count: 1 });
    const answers: unknown[] = [await desk.cashReceipts.issue(order)];
    answers.push(await settled((await desk.instructions.get({ instructionId: order.instructionId })).instruction));
    answers.push(await desk.cashReceipts.get({ impUid }), await desk.cashReceipts.list({ source: "payment" }));
    const bad = { ...form(await pay("html5_inicis")), identifierType: "person" as const, identifier: "9013011234567" };
    answers.push(String(await desk.cashReceipts.issue(bad).catch((error: unknown) => [error, JSON.stringify(error)])));
    answers.push(await (await as("admin")).audit.list({ limit: 200 }));
    const { store } = app.deps;
    const tables =
      store.dialect === "sqlite"
        ? await sql<{
            name: string;
          }>`select name from sqlite_master where type = 'table' and sql not like '%virtual table%'`.execute(store.read)
        : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(
            store.read,
          );
    const kept: string[] = [];
    for (const { name } of tables.rows) {
      if (name.startsWith("sqlite_") || name.startsWith("payment_grams")) continue;
      kept.push(JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(store.read)).rows));
    }
    expect(kept.join()).toContain(impUid);
    const everything = `${kept.join()} ${app.logLines.join()} ${JSON.stringify(answers)}`;
    for (const trace of [residentNumber, "900101-1234567", "1234567", "9013011234567"]) {
      expect(everything.replaceAll(phone, "")).not.toContain(trace);
    }
  });

  describe("E4: compared with what is left of their payments", () => {
    async function cancelPart(impUid: string, amount: number): Promise<void> {
      await turn(`payments/${impUid}/console-cancel`, { amount });
      await rereadPayment(app.deps, impUid, "refresh");
    }
    async function night(): Promise<void> {
      app.clock.advance(day);
      while ((await app.receipts.step()) === 0);
    }
    const differences = async () => (await desk.cashReceipts.differences({})).differing;

    test("one that the PG leaves alive is listed with what to do, one that follows is not", async () => {
      const extras = { buyerName: "김민수", productType: "real" as const };
      const [stays, follows] = [
        await pay("ksnet", { payMethod: "trans" }),
        await pay("html5_inicis", { payMethod: "trans" }),
      ];
      for (const impUid of [stays, follows]) {
        expect((await desk.cashReceipts.issue(form(impUid, extras))).state).toBe("done");
        await cancelPart(impUid, 4_000);
      }
      expect((await differences()).map(({ impUid }) => impUid)).toEqual(expect.arrayContaining([stays, follows]));
      expect((await desk.cashReceipts.get({ impUid: stays })).work).toBe("reissue");
      await night();
      const left = await differences();
      expect(left.find(({ impUid }) => impUid === stays)).toMatchObject({
        receiptAmount: 11_000,
        left: 7_000,
        work: "reissue",
      });
      expect(left.map(({ impUid }) => impUid)).not.toContain(follows);
      const { checkedOn } = await desk.cashReceipts.differences({});
      expect(checkedOn?.receiptsRead).toBeGreaterThan(0);
    });

    test("the night also finds receipts that nobody issued here", async () => {
      const impUid = await pay("ksnet", { payMethod: "trans" });
      await turn(`payments/${impUid}/issue-receipt-at-pg`, { isReported: true });
      await cancelPart(impUid, 11_000);
      await night();
      const found = (await differences()).find((each) => each.impUid === impUid);
      expect(found).toMatchObject({ receiptAmount: 11_000, left: 0, work: "cancel" });
    });

    test("those nobody can read are listed apart", async () => {
      const impUid = await pay("kicc", { payMethod: "trans" });
      await turn(`payments/${impUid}/issue-receipt-at-pg`, { isReported: false });
      await cancelPart(impUid, 1_000);
      const { unreadable } = await desk.cashReceipts.differences({});
      expect(unreadable.find((each) => each.impUid === impUid)).toMatchObject({
        receiptAmount: null,
        work: "check_pg",
      });
    });

    test("the list equals a scan of receipts and payments", async () => {
      const receipts = await app.deps.store.read.selectFrom("cash_receipts").selectAll().execute();
      const payments = await app.deps.store.read.selectFrom("payments").selectAll().execute();
      const left = new Map(payments.map((each) => [each.imp_uid, each.amount - each.cancelled_amount]));
      const scanned = receipts.filter(
        ({ source, state, target, amount }) =>
          source === "payment" && state === "issued" && amount !== left.get(target),
      );
      const { differing, differingCount } = await desk.cashReceipts.differences({ limit: 200 });
      expect(differing.map(({ impUid }) => impUid)).toEqual(scanned.map(({ target }) => target).toSorted());
      expect(differingCount).toBe(scanned.length);
    });
  });
});
