import { createHash } from "node:crypto";
import { type PaymentColumn, type PaymentQuery, paymentColumns, paymentQuery, standardColumns } from "@maru/domain";
import { streamXlsxRows } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import { createTestApp, type TestApp, testNow } from "../../../testing/create-test-app.ts";
import { randomQuery } from "../testing/random-queries.ts";
import { type SamplePayment, samplePayments, saveSample } from "../testing/sample-payments.ts";
import { PaymentScan } from "../testing/scan-payments.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { paymentExportPath } from "./payment-export.routes.ts";

const usual = standardColumns.map(({ column }) => column);

interface Asked {
  readonly query?: Partial<PaymentQuery>;
  readonly columns?: readonly PaymentColumn[];
  readonly format?: "csv" | "xlsx";
  readonly locale?: "ko" | "en";
}

async function ask(app: TestApp, cookie: string, asked: Asked = {}): Promise<Response> {
  const { query = {}, columns = usual, format = "csv", locale = "ko" } = asked;
  return app.http(paymentExportPath, { cookie, json: { format, locale, columns, query } });
}

/** The records of a CSV file, read without the writer's library. */
function recordsOf(csv: string): string[][] {
  const records: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < csv.length; at += 1) {
    const character = csv[at];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (csv[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "," || character === "\n") {
      records.at(-1)?.push(cell.replace(/\r$/, ""));
      cell = "";
      if (character === "\n") records.push([]);
    } else cell += character;
  }
  return records.filter((record) => record.length > 0);
}

/** The payments of a file by one column of it: what stands between the header and the empty line. */
function columnOf(records: readonly (readonly string[])[], header: string): string[] {
  const at = records[0]?.indexOf(header) ?? -1;
  expect(at, header).toBeGreaterThanOrEqual(0);
  const end = records.findIndex((record, row) => row > 0 && record.every((cell) => cell === ""));
  return records.slice(1, end).map((record) => record[at] ?? "");
}

async function csvOf(response: Response): Promise<{ records: string[][]; bytes: Buffer }> {
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { bytes, records: recordsOf(bytes.subarray(3).toString("utf8")) };
}

async function sheetOf(response: Response): Promise<unknown[][]> {
  expect(response.status).toBe(200);
  const rows: unknown[][] = [];
  for await (const row of streamXlsxRows(new Uint8Array(await response.arrayBuffer()))) rows.push([...row.values]);
  return rows;
}

let sample: SamplePayment[] = [];
beforeAll(async () => {
  sample = await samplePayments(600);
});

describeOnBothStores("an export", (open) => {
  let app: TestApp;
  let cookie: string;
  let scan: PaymentScan;

  beforeAll(async () => {
    app = await createTestApp({ open, sandbox: { payments: 0 } });
    await saveSample(app.deps.store, sample);
    cookie = await app.signIn("finance");
    scan = new PaymentScan(sample.map(({ payment }) => payment));
  });
  afterAll(() => app.close());

  it("holds exactly the payments a scan finds, in the list's order (I3)", async () => {
    const random = seededRandom(303);
    const everyPayment = sample.map(({ payment }) => payment);
    for (let count = 0; count < 40; count += 1) {
      const query = randomQuery(random, everyPayment);
      const { records } = await csvOf(await ask(app, cookie, { query, columns: ["impUid", "amount"] }));
      expect(columnOf(records, "imp_uid"), JSON.stringify(query)).toEqual(scan.find(query).map(({ impUid }) => impUid));
    }
  });

  it("holds the same in a workbook, where amounts are numbers and everything else is text (I3, I5)", async () => {
    const query = paymentQuery.parse({ sort: "-amount", currency: ["KRW"] });
    const rows = await sheetOf(await ask(app, cookie, { query, format: "xlsx", columns: [...paymentColumns] }));
    const expected = scan.find(query);
    const [header = [], ...body] = rows;
    const cells = (name: string) => body.slice(0, expected.length).map((row) => row[header.indexOf(name)]);
    expect(cells("imp_uid")).toEqual(expected.map(({ impUid }) => impUid));
    expect(cells("금액")).toEqual(expected.map(({ amount }) => amount.amount));
    expect(cells("취소 금액")).toEqual(expected.map(({ cancelledAmount }) => cancelledAmount.amount));
    expect(cells("전화번호")).toEqual(expected.map(({ buyer }) => buyer.tel));
    expect(body.slice(expected.length).map((row) => row[0])).toContain("내보낸 사람");
  });

  it("shows the columns asked for, in their order, and says who took it out, when and which payments (J9)", async () => {
    const query = { status: ["paid" as const], sort: "amount" as const };
    const response = await ask(app, cookie, { query, columns: ["amount", "merchantUid", "refundable"], locale: "en" });
    const { records } = await csvOf(response);
    expect(records[0]).toEqual(["Amount", "Cancelled", "Currency", "Order no.", "Refundable"]);
    const foot = Object.fromEntries(records.slice(-8).map(([name = "", value = ""]) => [name, value]));
    const expected = scan.find(paymentQuery.parse(query));
    expect(foot).toMatchObject({
      "Export began (KST)": "2026-11-20 12:00:00",
      Filter: "status:paid",
      Order: "Smallest amount first",
      "Payments written": String(expected.length),
    });
    expect(foot["Exported by"]).toMatch(/@/);
    expect(response.headers.get("x-payments")).toBe(String(expected.length));
  });

  it("begins with a byte order mark and ends with a checksum of everything above it (I4, I5)", async () => {
    const { bytes } = await csvOf(await ask(app, cookie, { query: { from: "2026-10-01", to: "2026-10-31" } }));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lastLine = bytes.lastIndexOf("\r\n", bytes.length - 3) + 2;
    const digest = createHash("sha256").update(bytes.subarray(0, lastLine)).digest("hex");
    expect(bytes.subarray(lastLine).toString("utf8")).toContain(digest);
  });

  it("is named after its days", async () => {
    const nameOf = async (query: Partial<PaymentQuery>) => {
      const response = await ask(app, cookie, { query, columns: ["impUid"] });
      await response.body?.cancel();
      return decodeURIComponent(response.headers.get("content-disposition") ?? "").replace(/^.*''/, "");
    };
    expect(await nameOf({ from: "2026-10-22", to: "2026-11-20" })).toBe("결제_2026-10-22~2026-11-20.csv");
    expect(await nameOf({ text: "date:2026-10" })).toBe("결제_2026-10-01~2026-10-31.csv");
    expect(await nameOf({})).toBe("결제_전체_2026-11-20.csv");
  });

  it("is an entry of the audit log with filter and count, without what was searched for (J5)", async () => {
    const query = { text: "01012345678", status: ["paid" as const] };
    await csvOf(await ask(app, cookie, { query, columns: ["impUid"] }));
    const entry = await app.deps.store.read
      .selectFrom("audit_entries")
      .select(["event", "actor_role", "details"])
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ event: "payment.exported", actor_role: "finance" });
    const details = JSON.parse(entry.details);
    expect(details).toMatchObject({
      format: "csv",
      columns: "impUid",
      filter: { status: ["paid"] },
      payments: scan.find(paymentQuery.parse(query)).length,
      isMasked: false,
    });
    expect(entry.details).not.toContain("01012345678");
  });

  it("shows buyers masked to whoever sees them masked (J9)", async () => {
    const { records, bytes } = await csvOf(
      await ask(app, await app.signIn("developer"), { columns: [...paymentColumns] }),
    );
    const text = bytes.toString("utf8");
    for (const { payment } of sample) {
      const { name, tel, email } = payment.buyer;
      for (const personal of [tel, email]) if (personal !== null) expect(text).not.toContain(personal);
      if (name !== null && name.length > 2) expect(columnOf(records, "구매자")).not.toContain(name);
    }
    expect(columnOf(records, "imp_uid")).toHaveLength(scan.find(paymentQuery.parse({})).length);
    expect(text).toContain("역할에 따라 가림");
  });

  it("is refused without the permission, which is an entry too (J7)", async () => {
    const response = await ask(app, await app.signIn("support"));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "NOT_ALLOWED", details: { permission: "payment:export" } });
    expect((await ask(app, "")).status).toBe(401);
    const entry = await app.deps.store.read
      .selectFrom("audit_entries")
      .select(["event", "details"])
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    expect(entry.event).toBe("access.refused");
    expect(JSON.parse(entry.details)).toMatchObject({ permission: "payment:export" });
  });

  // The last of them, since it leaves a payment cancelled.
  it("shows the list as it was when it began, whatever changes while it is taken (I3)", async () => {
    const query = paymentQuery.parse({ status: ["paid"] });
    const expected = scan.find(query);
    const [moved] = expected.toReversed();
    if (moved === undefined) throw new Error("no payment to move");
    const response = await ask(app, cookie, { query, columns: ["impUid", "status"] });
    // The oldest is cancelled now: it leaves the place that is written last, for the top of the list that is written already.
    const original = sample.find(({ payment }) => payment.impUid === moved.impUid);
    if (original === undefined) throw new Error("no such sample");
    const cancelledAt = testNow / 1000;
    const cancelled: SamplePayment = {
      payment: { ...moved, status: "cancelled", cancelledAt, cancelledAmount: moved.amount },
      wire: { ...Object(original.wire), status: "cancelled", cancelled_at: cancelledAt },
    };
    await saveSample(app.deps.store, [cancelled]);
    const { records } = await csvOf(response);
    const uids = columnOf(records, "imp_uid");
    expect(uids).toEqual(expected.map(({ impUid }) => impUid));
    expect(response.headers.get("x-payments")).toBe(String(expected.length));
    const after = columnOf((await csvOf(await ask(app, cookie, { query, columns: ["impUid"] }))).records, "imp_uid");
    expect(after).toEqual(uids.slice(0, -1));
  });
});

describe("an export of hostile payments", () => {
  const hostile = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("http://evil.example","환불")',
    '"=1+1',
    "a,b\r\n=1+1",
  ];

  it("holds no formula, whatever an order is called (I5)", async () => {
    const app = await createTestApp({ sandbox: { payments: 0 } });
    const [first] = sample;
    if (first === undefined) throw new Error("no sample");
    await saveSample(
      app.deps.store,
      hostile.map((orderName, at) => ({ ...first, payment: { ...first.payment, impUid: `imp_${at}`, orderName } })),
    );
    const cookie = await app.signIn("finance");
    const { records } = await csvOf(await ask(app, cookie, { query: { sort: "time" } }));
    const cells = columnOf(records, "주문");
    expect(cells).toHaveLength(hostile.length);
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const rows = await sheetOf(await ask(app, cookie, { query: { sort: "time" }, format: "xlsx" }));
    const at = rows[0]?.indexOf("주문") ?? -1;
    const stored = rows.slice(1, hostile.length + 1).map((row) => row[at]);
    expect(stored.filter((cell) => typeof cell !== "string")).toEqual([]);
    expect(stored).toContain("=1+1");
    await app.close();
  });
});

describe("exports at once", () => {
  it("are two at most, and one that nobody takes any more makes room", async () => {
    const app = await createTestApp({ sandbox: { payments: 0 } });
    await saveSample(app.deps.store, sample);
    const cookie = await app.signIn("finance");
    const running = [await ask(app, cookie), await ask(app, cookie)];
    const refused = await ask(app, cookie);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: "TOO_MANY_REQUESTS", details: { limit: "exports" } });
    await running[0]?.body?.cancel();
    expect((await csvOf(await ask(app, cookie))).records.length).toBeGreaterThan(1);
    await running[1]?.body?.cancel();
    await app.close();
  });

  it("are two at most, also after one was left while a piece of it was being read", async () => {
    const app = await createTestApp({ sandbox: { payments: 0 } });
    await saveSample(app.deps.store, sample);
    const cookie = await app.signIn("finance");
    const left = (await ask(app, cookie)).body?.getReader();
    const piece = left?.read();
    await left?.cancel();
    await piece;
    // What was being read ends behind the back of whoever left.
    await new Promise((resolve) => setImmediate(resolve));
    const running = [await ask(app, cookie), await ask(app, cookie)];
    expect((await ask(app, cookie)).status).toBe(429);
    for (const each of running) await each.body?.cancel();
    await app.close();
  });
});
