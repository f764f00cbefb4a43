import { readXlsx } from "hucre/xlsx";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type ExportColumn, type ExportedPayment, exportColumns } from "./export-columns.ts";
import { patienceMs, whenOver } from "./payment-export.routes.ts";
import { type ExportSheet, writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

const payment: ExportedPayment = {
  facts: undefined,
  item: {
    impUid: "imp_448280090638",
    merchantUid: "0020261118",
    status: "partially_cancelled",
    amount: { amount: 1234, currency: "USD" },
    cancelledAmount: { amount: -5, currency: "USD" },
    orderName: "-5",
    buyerName: "김민수",
    buyerTel: "01012345678",
    method: "card",
    instrument: "현대카드",
    easyPayProvider: null,
    pgProvider: "kcp",
    mid: "T0000",
    isTestChannel: false,
    isEscrow: false,
    isAwaitingDeposit: false,
    failReason: null,
    statusAt: 1_795_238_400,
    requestedAt: 1_795_238_400,
  },
};

const columns = exportColumns(["amount", "order", "merchantUid", "buyerTel"], "status");

function sheet(
  pages: AsyncIterable<readonly ExportedPayment[]>,
  shown: readonly ExportColumn[] = columns,
): ExportSheet {
  return {
    name: "결제",
    columns: shown,
    locale: "ko",
    pages,
    cutOff: (written) => ["여기서 끊겼어요", `${written}`],
    foot: (written) => [["적은 결제 수", written]],
  };
}

async function* onePayment() {
  yield [payment];
}

test("a negative amount stays a number, and text that looks like one does not become it (I5)", async () => {
  const [, row] = (await new Response(writeCsv(sheet(onePayment()))).text()).split("\r\n");
  expect(row).toBe(`12.34,-0.05,USD,'-5,,"=""0020261118""","=""01012345678"""`);
});

test("a CSV file that is cut off says so where it ends, how far it came, and has no checksum", async () => {
  async function* twoPagesAndAFailure() {
    yield [payment, payment];
    yield [payment];
    throw new Error("the store went away");
  }
  const reader = writeCsv(sheet(twoPagesAndAFailure())).pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readOn = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  };
  await expect(readOn()).rejects.toThrow("the store went away");
  const lines = text.split("\r\n");
  expect(lines.slice(-3)).toEqual(["", "여기서 끊겼어요,3", ""]);
  expect(lines).toHaveLength(1 + 3 + 3);
  expect(text).not.toContain("SHA-256");
});

test("a workbook of more rows than a sheet holds runs on in further sheets, each under the header", async () => {
  const orders = Array.from({ length: 25 }, (_, at) => `order-${at}`);
  async function* pages() {
    yield orders.map((merchantUid) => ({ ...payment, item: { ...payment.item, merchantUid } }));
  }
  const bytes = new Uint8Array(await new Response(writeXlsx(sheet(pages()), 11)).arrayBuffer());
  const { sheets } = await readXlsx(bytes);
  const header = columns.map((column) => column.header.ko);
  expect(sheets.map(({ name }) => name)).toEqual(["결제", "결제_2", "결제_3"]);
  for (const { rows } of sheets) {
    expect(rows.length).toBeLessThanOrEqual(11);
    expect(rows[0]).toEqual(header);
  }
  const at = header.indexOf("주문번호");
  const written = sheets.flatMap(({ rows }) => rows.slice(1).map((row) => row[at]));
  expect(written.slice(0, orders.length)).toEqual(orders);
  expect(sheets.at(-1)?.rows.at(-1)?.slice(0, 2)).toEqual(["적은 결제 수", orders.length]);
});

describe("an export nobody takes", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is ended after a while, and what it is read from is let go once", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let [released, isCancelled] = [0, false];
    const failures: unknown[] = [];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const over = () => {
      released += 1;
    };
    const reader = whenOver(body, over, (error) => failures.push(error)).getReader();
    await reader.read();
    vi.advanceTimersByTime(patienceMs - 1);
    await reader.read();
    vi.advanceTimersByTime(patienceMs - 1);
    expect(released).toBe(0);
    vi.advanceTimersByTime(1);
    await expect(reader.read()).rejects.toThrow("Nobody took");
    expect({ released, isCancelled, failures: failures.length }).toEqual({
      released: 1,
      isCancelled: true,
      failures: 1,
    });
    await reader.cancel().catch(() => undefined);
    expect(released).toBe(1);
  });

  test("is let go of where nobody ever begins to take it: its answer came too late to be sent", () => {
    vi.useFakeTimers();
    let released = 0;
    const failures: unknown[] = [];
    const over = () => {
      released += 1;
    };
    whenOver(new ReadableStream<Uint8Array>(), over, (error) => failures.push(error));
    vi.advanceTimersByTime(patienceMs - 1);
    expect(released).toBe(0);
    vi.advanceTimersByTime(1);
    expect({ released, failures: failures.length }).toEqual({ released: 1, failures: 1 });
  });
});

describe.each([
  ["CSV", writeCsv],
  ["XLSX", writeXlsx],
] as const)("a large %s file", (_, write) => {
  test("is never further ahead of its reader than a few pages, so it needs no more memory than a small one (I4)", async () => {
    const rowsPerPage = 1_000;
    const page = Array.from({ length: rowsPerPage }, () => payment);
    let pulled = 0;
    async function* pages() {
      for (; pulled < 100; pulled += 1) yield page;
    }
    const reader = write(sheet(pages())).getReader();
    const bytesPerPage = 40 * rowsPerPage;
    let taken = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      taken += value.byteLength;
      // A workbook is packed, so its bytes say less about how far it is; one read of either is less than a page.
      if (write === writeCsv) expect(pulled).toBeLessThanOrEqual(taken / bytesPerPage + 3);
      expect(value.byteLength).toBeLessThan(4 * 1024 * 1024);
    }
    expect(pulled).toBe(100);
  });

  test("reads nothing more once nobody takes it", async () => {
    const page = Array.from({ length: 1_000 }, () => payment);
    let pulled = 0;
    let isEnded = false;
    async function* pages() {
      try {
        for (;;) {
          pulled += 1;
          yield page;
        }
      } finally {
        isEnded = true;
      }
    }
    const reader = write(sheet(pages())).getReader();
    while (pulled < 3) await reader.read();
    await reader.cancel();
    const then = pulled;
    expect(isEnded).toBe(true);
    await new Promise(setImmediate);
    expect(pulled).toBe(then);
  });
});
