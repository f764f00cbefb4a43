import type { Locale, PaymentColumn } from "@maru/domain";
import { useSyncExternalStore } from "react";
import { refusalOf } from "../../lib/http-refusal.ts";
import { saveBlob } from "../../lib/save-file.ts";
import { type PaymentSearch, toRowQuery } from "./payment-search.ts";

export type ExportFormat = "csv" | "xlsx";

export interface ExportOrder {
  readonly format: ExportFormat;
  readonly columns: readonly PaymentColumn[];
  readonly search: PaymentSearch;
  readonly locale: Locale;
}

/** How far the one export of this page is. It goes on while one does something else. */
export type ExportRun =
  | { readonly state: "idle" }
  | {
      readonly state: "running";
      /** Undefined until the server has counted them. */
      readonly payments: number | undefined;
      /** Payments received; of a workbook, which is packed, nobody knows. */
      readonly received: number | undefined;
      readonly bytes: number;
    }
  | { readonly state: "done"; readonly payments: number; readonly fileName: string }
  | { readonly state: "failed"; readonly order: ExportOrder; readonly error: unknown; readonly isBrokenOff: boolean };

let run: ExportRun = { state: "idle" };
let stop: AbortController | undefined;
const listeners = new Set<() => void>();

export function useExportRun(): ExportRun {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => run,
  );
}

function change(next: ExportRun): void {
  run = next;
  for (const listener of listeners) listener();
}

/** Gives up the export that is under way: nothing of it is kept. */
export function stopExport(): void {
  stop?.abort();
  change({ state: "idle" });
}

/** Receives the file and hands it to the browser to keep, whole or not at all. */
export async function startExport(order: ExportOrder): Promise<ExportRun> {
  stop?.abort();
  const own = new AbortController();
  stop = own;
  change({ state: "running", payments: undefined, received: order.format === "csv" ? 0 : undefined, bytes: 0 });
  let hasBegun = false;
  try {
    const response = await fetch("/api/payments/export", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        format: order.format,
        locale: order.locale,
        columns: order.columns,
        query: toRowQuery(order.search),
      }),
      signal: own.signal,
    });
    if (!response.ok || response.body === null) throw await refusalOf(response);
    hasBegun = true;
    const payments = Number(response.headers.get("x-payments"));
    const fileName = decodeURIComponent(/''(.+)$/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "");
    const whole = await receive(response.body, order.format, (received, bytes) => {
      if (stop === own) change({ state: "running", payments, received, bytes });
    });
    if (stop !== own) return run;
    saveBlob(fileName, whole);
    change({ state: "done", payments, fileName });
  } catch (error) {
    if (own.signal.aborted) return run;
    change({ state: "failed", order, error, isBrokenOff: hasBegun });
  }
  return run;
}

/** Large files are handed to the browser piece by piece, which keeps pieces outside of the page's memory. */
const pieceBytes = 4 * 1024 * 1024;
const reportEveryMs = 100;

async function receive(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  format: ExportFormat,
  report: (received: number | undefined, bytes: number) => void,
): Promise<Blob> {
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [waiting, bytes, reportedAt] = [0, 0, 0];
  const lines = new LineCounter();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    waiting += value.byteLength;
    bytes += value.byteLength;
    if (format === "csv") lines.take(value);
    if (waiting >= pieceBytes) {
      pieces.push(new Blob(chunks));
      chunks = [];
      waiting = 0;
    }
    if (performance.now() - reportedAt >= reportEveryMs) {
      reportedAt = performance.now();
      report(format === "csv" ? lines.payments : undefined, bytes);
    }
  }
  return new Blob([...pieces, ...chunks]);
}

const quote = 0x22;
const lineFeed = 0x0a;

/** Counts the records of a CSV file; a line break inside a quoted cell ends none. */
class LineCounter {
  #records = 0;
  #isQuoted = false;

  take(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === quote) this.#isQuoted = !this.#isQuoted;
      else if (byte === lineFeed && !this.#isQuoted) this.#records += 1;
    }
  }

  /** Without the header. */
  get payments(): number {
    return Math.max(0, this.#records - 1);
  }
}
