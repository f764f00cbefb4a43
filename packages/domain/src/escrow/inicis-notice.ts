import type { CodeTable } from "../codes/code-table.ts";

/** The event that a webhook names when the escrow of a KG Inicis payment has moved. */
const escrowEvent = "Inicis.Escrow.Changed";

/**
 * What KG Inicis' codes of an escrow say.
 * Source: PortOne developers site, webhook V1, "Inicis.Escrow.Changed".
 */
export const inicisEscrowStates = {
  "2": { ko: "배송 등록", en: "Delivery registered" },
  "3": { ko: "구매자가 구매확정", en: "Confirmed by the buyer" },
  "31": { ko: "자동 구매확정", en: "Confirmed automatically" },
  "32": { ko: "강제 구매확정", en: "Confirmed by force" },
  "4": { ko: "구매자가 구매거절", en: "Refused by the buyer" },
  "8": { ko: "취소", en: "Cancelled" },
  "10": { ko: "구매거절 확인", en: "Refusal acknowledged" },
} as const satisfies CodeTable;

/** Codes after which the purchase is confirmed. */
export const confirmedInicisStates: readonly string[] = ["3", "31", "32"];

/** Codes after which the buyer has refused, and the shop has to do something. */
export const refusedInicisStates: readonly string[] = ["4"];

/** What a webhook says of an escrow. Nothing can be asked that would bear it out. */
export interface InicisNotice {
  /** One of `inicisEscrowStates`, or a code that is not known yet. */
  readonly code: string;
  /** When it moved, unix seconds; null where the webhook does not say. */
  readonly changedAt: number | null;
  /** Why the buyer refused, in their words. */
  readonly reason: string | null;
}

const longestReason = 500;

/** Reads the fields of a webhook's body, nested or with brackets in their names; null where it speaks of something else. */
export function readInicisNotice(fields: Readonly<Record<string, unknown>>): InicisNotice | null {
  if (fields.event !== escrowEvent) return null;
  const extra = typeof fields.extra === "object" && fields.extra !== null ? { ...fields.extra } : {};
  const nested: Readonly<Record<string, unknown>> = extra;
  const value = (name: string) => nested[name] ?? fields[`extra[${name}]`];
  const code = textOf(value("escrow_status"));
  if (code === null || !/^\d{1,3}$/.test(code)) return null;
  return {
    code,
    changedAt: instantOf(value("changed_at")),
    reason: textOf(value("denied_reason"))?.slice(0, longestReason) ?? null,
  };
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The document does not say how the time is written: seconds as everywhere else, milliseconds, or a date. */
function instantOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null) return null;
  if (/^\d{9,10}$/.test(text)) return Number(text);
  if (/^\d{12,13}$/.test(text)) return Math.floor(Number(text) / 1000);
  const at = Date.parse(/[zZ]|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text.replace(" ", "T")}+09:00`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
