import { messages, Refusal } from "./envelope.ts";
import type { PaymentRecord } from "./payment-record.ts";
import { type Fields, isFields, numberField, textField } from "./request-fields.ts";
import type { SandboxSettings } from "./settings.ts";
import type { Alteration } from "./shop.ts";

/**
 * Escrow deliveries by the documented rules of i'mport and of each PG. Sources: V1 OpenAPI `escrow.logis`; developers
 * site, "택배사 코드" and the pages of the PGs.
 */

const pgs = (codes: string): ReadonlySet<string> => new Set(codes.split(" "));

export const deliveryPgs = pgs("html5_inicis kcp daou ksnet smartro_v2 nice_v2 welcome");
/** The machine-readable list also has KCP, the prose beside it does not: the stricter reading holds. */
const changingPgs = pgs("html5_inicis daou ksnet smartro_v2 welcome");
const pgsWithContract = pgs("ksnet smartro_v2");

/** KSNET shows a registration after 30 to 60 minutes, and takes a change of it from then on. */
const KSNET_SETTLES_AFTER = 3600;

const couriers = pgs(
  "CJGLS HANJIN HYUNDAI KGB EPOST DAESIN DONGBU HANARO SAGAWA YELLOWCAP REGISTPOST CHUNIL ILYANG CVSNET KDEXP HONAM HDEXP ETC",
);

const person = ["name", "tel", "postcode"];
const lines = ["formed_address.address_line_1", "formed_address.address_line_2"];

/** Beside `logis.company`, `invoice` and `sent_at`, which every PG requires. */
const required: Readonly<
  Record<string, { sender: readonly string[]; receiver: readonly string[]; logis: readonly string[] }>
> = {
  html5_inicis: { sender: [...person, "addr"], receiver: [...person, "addr"], logis: [] },
  smartro_v2: { sender: [...person, ...lines], receiver: [...person, ...lines], logis: [] },
  welcome: { sender: [...person, ...lines], receiver: [...person, ...lines], logis: [] },
  daou: { sender: ["relationship"], receiver: [], logis: ["receiving_at", "address"] },
};

export const unsupported = () => new Refusal(400, "배송정보를 지원하지 않는 PG사입니다.");

export function registerDelivery(
  record: PaymentRecord,
  fields: Fields,
  settings: SandboxSettings,
  now: number,
): Alteration {
  const { wire, hidden } = record;
  const pg = wire.pg_provider ?? "";
  if (!deliveryPgs.has(pg)) throw unsupported();
  const parcel = readParcel(pg, fields);
  if (hidden.delivery !== undefined) throw new Refusal(409, "이미 배송정보가 등록된 거래입니다.");
  requireHeld(record, "등록");
  if (pgsWithContract.has(pg) && !settings.escrowContracts.includes(pg)) {
    throw new Refusal(500, "배송정보 등록에 실패하였습니다. [3021|배송 에스크로 미계약 상점]");
  }
  hidden.delivery = { ...parcel, applied_at: now };
  return { kind: "delivery_registered", amount: wire.amount };
}

export function changeDelivery(
  record: PaymentRecord,
  fields: Fields,
  _settings: SandboxSettings,
  now: number,
): Alteration {
  const { wire, hidden } = record;
  const pg = wire.pg_provider ?? "";
  if (!changingPgs.has(pg)) throw unsupported();
  const parcel = readParcel(pg, fields);
  const { delivery } = hidden;
  if (delivery === undefined) throw new Refusal(409, "등록된 배송정보가 존재하지 않습니다.");
  requireHeld(record, "수정");
  if (pg === "ksnet" && now - delivery.applied_at < KSNET_SETTLES_AFTER) {
    throw new Refusal(409, "배송정보 등록이 완료된 이후부터 수정할 수 있습니다.");
  }
  hidden.delivery = { ...parcel, applied_at: delivery.applied_at };
  return { kind: "delivery_changed", amount: wire.amount };
}

/** A parcel belongs to a purchase whose money is still held. */
function requireHeld({ wire, hidden }: PaymentRecord, act: string): void {
  const isHeld = wire.escrow && wire.paid_at > 0 && wire.cancel_amount < wire.amount && !hidden.isPurchaseConfirmed;
  if (!isHeld) throw new Refusal(409, `배송정보를 ${act}할 수 없는 거래입니다.`);
}

/** A courier nobody knows becomes `ETC` without a word. */
function readParcel(pg: string, fields: Fields): { company: string; invoice: string; sent_at: number } {
  const { sender, receiver, logis } = fields;
  if (!isFields(sender)) throw new Refusal(400, messages.missing("sender"));
  if (!isFields(receiver)) throw new Refusal(400, messages.missing("receiver"));
  if (!isFields(logis)) throw new Refusal(400, messages.missing("logis"));
  const needs = required[pg];
  requireAll("sender", sender, needs?.sender ?? []);
  requireAll("receiver", receiver, needs?.receiver ?? []);
  requireAll("logis", logis, ["company", "invoice", "sent_at", ...(needs?.logis ?? [])]);
  const sentAt = numberField(logis, "sent_at");
  if (sentAt === null || sentAt === undefined || !Number.isInteger(sentAt) || sentAt <= 0) {
    throw new Refusal(400, messages.wrong("logis.sent_at"));
  }
  if (pg === "daou" && !/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(textField(logis, "receiving_at") ?? "")) {
    throw new Refusal(400, messages.wrong("logis.receiving_at"));
  }
  if (pg === "welcome") requireProducts(fields.products);
  const company = textField(logis, "company") ?? "";
  return {
    company: couriers.has(company) ? company : "ETC",
    invoice: textField(logis, "invoice") ?? "",
    sent_at: sentAt,
  };
}

function requireAll(at: string, fields: Fields, names: readonly string[]): void {
  for (const name of names) {
    const [outer = "", inner] = name.split(".");
    const nested = fields[outer];
    const text = inner === undefined ? textField(fields, outer) : isFields(nested) ? textField(nested, inner) : null;
    if (text === null) throw new Refusal(400, messages.missing(`${at}.${name}`));
  }
}

function requireProducts(products: unknown): void {
  const list: unknown[] = Array.isArray(products) ? products : isFields(products) ? Object.values(products) : [];
  if (list.length === 0) throw new Refusal(400, messages.missing("products"));
  for (const product of list) {
    if (!isFields(product)) throw new Refusal(400, messages.wrong("products"));
    requireAll("products[]", product, ["id", "name", "amount"]);
    if ((numberField(product, "amount") ?? -1) < 0) throw new Refusal(400, messages.wrong("products[].amount"));
  }
}
