import fs from "node:fs";
import path from "node:path";
import type { Channel } from "./channels.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { CashReceipt, PaymentRecord } from "./payment-record.ts";
import { type Fields, isFields } from "./request-fields.ts";
import { isShelfName, type ShelfChange } from "./shelves.ts";
import type { PreparedPayment } from "./store.ts";
import type { ClockState } from "./world-clock.ts";

export interface WorldLine {
  type: "world";
  seed: number;
  payments: number;
  anchor: number;
}

export type JournalLine =
  | WorldLine
  | ({ type: "clock" } & ClockState)
  | { type: "payment"; tier: string | null; id: number; record: PaymentRecord; entry: LedgerEntry }
  | {
      type: "deed";
      tier: string | null;
      payment: { id: number; record: PaymentRecord } | null;
      shelf: ShelfChange | null;
      entry: LedgerEntry;
    }
  | { type: "prepared"; tier: string | null; prepared: PreparedPayment; entry: LedgerEntry }
  | {
      type: "external_receipt";
      tier: string | null;
      merchantUid: string;
      receipt: CashReceipt;
      entry: LedgerEntry;
    }
  | { type: "settings"; settings: Fields }
  | { type: "channels"; tier: string | null; channels: readonly Channel[] }
  | { type: "webhooks"; settings: Fields };

/**
 * Everything that changed, one JSON object per line, flushed to the disk before the change is answered. A line cut
 * short by a crash is the change nobody was told about: it is dropped.
 */
export class Journal {
  readonly lines: readonly JournalLine[];
  readonly #descriptor: number | null;

  constructor(file: string | undefined) {
    if (file === undefined) {
      this.lines = [];
      this.#descriptor = null;
      return;
    }
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_APPEND, 0o600);
    const text = fs.readFileSync(descriptor, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) fs.ftruncateSync(descriptor, Buffer.byteLength(whole));
    this.lines = whole.split("\n").flatMap((line, n) => (line === "" ? [] : [readLine(line, file, n + 1)]));
    this.#descriptor = descriptor;
  }

  /** What happens together is written at once. */
  append(...lines: readonly JournalLine[]): void {
    if (this.#descriptor === null) return;
    fs.writeSync(this.#descriptor, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    fs.fsyncSync(this.#descriptor);
  }

  close(): void {
    if (this.#descriptor !== null) fs.closeSync(this.#descriptor);
  }
}

function readLine(text: string, file: string, number: number): JournalLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isJournalLine(value)) throw new Error(`line ${number} of the state file ${file} is not one this version writes`);
  return value;
}

function isJournalLine(value: unknown): value is JournalLine {
  if (!isFields(value)) return false;
  switch (value.type) {
    case "world":
      return [value.seed, value.payments, value.anchor].every(Number.isInteger);
    case "clock":
      return typeof value.offsetMs === "number" && (value.frozenAtMs === null || typeof value.frozenAtMs === "number");
    case "payment":
      return isFields(value.entry) && isPayment(value);
    case "deed":
      return (
        isFields(value.entry) &&
        (value.payment === null || isPayment(value.payment)) &&
        (value.shelf === null || isShelfChange(value.shelf))
      );
    case "prepared":
      return isFields(value.prepared) && isFields(value.entry);
    case "external_receipt":
      return typeof value.merchantUid === "string" && isFields(value.receipt) && isFields(value.entry);
    case "settings":
    case "webhooks":
      return isFields(value.settings);
    case "channels":
      return Array.isArray(value.channels) && value.channels.every(isFields);
    default:
      return false;
  }
}

function isPayment(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { record } = value;
  return Number.isInteger(value.id) && isFields(record) && isFields(record.wire) && isFields(record.hidden);
}

function isShelfChange(value: unknown): boolean {
  return isFields(value) && isShelfName(value.shelf) && typeof value.key === "string" && isFields(value.value);
}
