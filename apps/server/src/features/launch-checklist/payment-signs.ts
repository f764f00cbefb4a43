import {
  type BrowserCell,
  banks,
  browserCellOf,
  type CodeAndName,
  cards,
  type LaunchMode,
  type Localised,
  type Payment,
  type PaymentStatus,
  paymentQuery,
  requestedAt,
  toKstDate,
} from "@maru/domain";
import { parseWirePayment } from "@maru/import-client";
import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { findPlaces } from "../payments/payment-search.repository.ts";
import { findOrders, findWires, selectKinds } from "./launch.repository.ts";
import type { LaunchChannel, LaunchChannels } from "./launch-channels.ts";
import { type LaunchProof, type ProvenSigns, place, signsOf } from "./launch-proof.ts";

type Db = Kysely<Database>;

/** One card company, and a payment for each thing that was done with its cards. */
export interface TestedIssuer {
  readonly code: string;
  readonly name: Localised;
  readonly paid: string | null;
  readonly cancelled: string | null;
  readonly partlyCancelled: string | null;
}

export interface PaymentEvidence {
  readonly signs: ProvenSigns;
  readonly issuers: readonly TestedIssuer[];
  /** Channels whose payment window nobody has opened. */
  readonly unopened: readonly LaunchChannel[];
  /** Environments somebody paid from, each with a payment. */
  readonly cells: readonly (BrowserCell & { readonly impUid: string })[];
  /** The newest payments of the present channels that were deposited to a virtual account. */
  readonly deposited: readonly Payment[];
}

/** Of each kind of payment so many of the newest are looked at: enough to see what happens, few enough to read at once. */
export const looksAt = { many: 300, some: 100, few: 20 } as const;
/** Among so many of the newest an order that was paid twice is looked for. */
const ordersCompared = 1_000;
const mostMids = 100;

const settled: PaymentStatus[] = ["paid", "partially_cancelled", "cancelled"];
const returned: PaymentStatus[] = ["partially_cancelled", "cancelled"];

/** What the index of payments shows of the channels there are now. */
export async function findPaymentEvidence(
  db: Db,
  mode: LaunchMode,
  channels: LaunchChannels,
  liveChannels: LaunchChannels,
): Promise<PaymentEvidence> {
  const mids = [...new Set(channels.items.map(({ mid }) => mid))];
  const kinds = await selectKinds(db, mode === "test" ? 1 : 0);
  /** Looking for what is nowhere takes longest, so only what the sums know of is looked for. */
  async function newest(
    { method, billing, status }: { method?: string; billing?: true; status: readonly PaymentStatus[] },
    limit: number,
  ): Promise<Payment[]> {
    const own = kinds.filter(
      (kind) => (method ?? kind.method) === kind.method && (billing !== true || kind.is_billing === 1),
    );
    const held = status.filter((each) => own.some((kind) => kind.status === each));
    if (mids.length === 0 || held.length === 0) return [];
    const query = paymentQuery.parse({
      mode,
      status: held,
      ...(method === undefined ? {} : { method: [method] }),
      ...(billing === undefined ? {} : { billing }),
      ...(mids.length > mostMids ? {} : { mid: mids }),
    });
    const places = await findPlaces(db, query, null, limit);
    const wires = await findWires(
      db,
      places.map(({ id }) => id),
    );
    return wires.map((wire) => parseWirePayment(JSON.parse(wire))).filter(channels.isOwn);
  }
  const of = (method: string, status: readonly PaymentStatus[], limit: number) => newest({ method, status }, limit);

  const cardPaid = await of("card", ["paid"], looksAt.many);
  const cardCancelled = await of("card", ["cancelled"], looksAt.many);
  const cardPartly = await of("card", ["partially_cancelled"], looksAt.many);
  const anyPaid = await newest({ status: ["paid"] }, looksAt.many);
  const deposited = (await of("vbank", settled, looksAt.some)).filter(isPaid);
  const accounts = [...(await of("vbank", ["ready", "failed"], looksAt.few)), ...deposited].filter(
    ({ virtualAccount }) => virtualAccount !== null,
  );
  const transfers = (await of("trans", settled, looksAt.some)).filter(isPaid);
  const transfersBack = await of("trans", returned, looksAt.few);
  const accountsBack = await of("vbank", returned, looksAt.few);
  const phones = (await of("phone", settled, looksAt.some)).filter(isPaid);
  const phonesBack = await of("phone", returned, looksAt.some);
  const charged = (await newest({ billing: true, status: settled }, looksAt.few)).filter(isPaid);

  const cardBoth = [...cardPaid, ...cardCancelled, ...cardPartly];
  const paid = [...anyPaid, ...cardBoth].filter(isPaid);
  const issuers = issuersOf(cardPaid, cardCancelled, cardPartly);
  const unopened = await findUnopened(db, mode, channels);
  const windows = channels.items.filter(opensWindow);
  const bankOfAccount = (payment: Payment) => payment.virtualAccount?.bank;
  const bankOfTransfer = (payment: Payment) => payment.bank;

  return {
    issuers,
    unopened,
    deposited,
    cells: cellsOf(paid),
    signs: signsOf({
      channel_listed: channels.items.length > 0 ? place("channels") : undefined,
      no_channel: channels.readAtMs !== null && channels.items.length === 0 ? place("channels") : undefined,
      every_channel_opened: windows.length > 0 && unopened.length === 0 ? place("channels") : undefined,
      paid_on_channel: shown(paid[0]),
      ...(await lately(db, liveChannels)),
      order_paid_twice: await findOrderPaidTwice(db, mode),
      instalments_paid: shown(cardBoth.find(({ card }) => (card?.quota ?? 0) > 1)),
      mobile_paid: shown(paid.find(({ device }) => device === "mobile")),
      slip_of_payment: shown(paid.find(({ salesSlipUrl }) => salesSlipUrl !== null)),
      slip_of_cancel: cancelShown(
        [...cardCancelled, ...cardPartly, ...accountsBack, ...transfersBack].find(({ cancellations }) =>
          cancellations.some(({ receiptUrl }) => receiptUrl !== null),
        ),
      ),
      ...approvalOf(cardPaid[0]),
      card_paid: shown(cardBoth.find(isPaid)),
      card_cancelled: cancelShown(cardCancelled[0]),
      card_partially_cancelled: cancelShown(cardPartly[0]),
      every_issuer_tested: isEveryIssuerTested(issuers) ? place("card_payments") : undefined,
      credit_paid: shown(cardBoth.find(({ card }) => card?.type === "credit")),
      credit_cancelled: cancelShown([...cardCancelled, ...cardPartly].find(({ card }) => card?.type === "credit")),
      check_paid: shown(cardBoth.find(({ card }) => card?.type === "check")),
      check_cancelled: cancelShown([...cardCancelled, ...cardPartly].find(({ card }) => card?.type === "check")),
      billing_key_charged: shown(charged[0]),
      account_bank_known: shown(newestIfBank(accounts, bankOfAccount, true)),
      account_bank_unknown: shown(newestIfBank(accounts, bankOfAccount, false)),
      account_refunded: cancelShown(accountsBack.find(isPaid)),
      transfer_bank_known: shown(newestIfBank(transfers, bankOfTransfer, true)),
      transfer_bank_unknown: shown(newestIfBank(transfers, bankOfTransfer, false)),
      transfer_refunded: cancelShown(transfersBack[0]),
      phone_paid: shown(phones[0]),
      phone_cancelled: cancelShown(phonesBack.find(({ status }) => status === "cancelled")),
      phone_cancelled_in_month: cancelShown(phonesBack.find((payment) => isCancelledInMonth(payment) === true)),
      phone_cancelled_after_month: cancelShown(phonesBack.find((payment) => isCancelledInMonth(payment) === false)),
    }),
  };
}

/** A later charge of the same customer than an instant, in unix seconds: the key was issued again. */
export async function findChargeSince(
  db: Db,
  mode: LaunchMode,
  channels: LaunchChannels,
  customerUid: string,
  since: number,
): Promise<LaunchProof | undefined> {
  const query = paymentQuery.parse({ mode, billing: true, status: settled, text: customerUid });
  const places = await findPlaces(db, query, null, looksAt.few);
  const wires = await findWires(
    db,
    places.map(({ id }) => id),
  );
  return shown(
    wires
      .map((wire) => parseWirePayment(JSON.parse(wire)))
      .find(
        (payment) => channels.isOwn(payment) && payment.customerUid === customerUid && requestedAt(payment) > since,
      ),
  );
}

function isPaid({ paidAt }: Payment): boolean {
  return paidAt !== null;
}

function shown(payment: Payment | undefined): LaunchProof | undefined {
  if (payment === undefined) return undefined;
  return { kind: "payment", id: payment.impUid, at: payment.paidAt ?? requestedAt(payment) };
}

function cancelShown(payment: Payment | undefined): LaunchProof | undefined {
  return payment && { kind: "payment", id: payment.impUid, at: payment.cancelledAt };
}

/** Whether the last payments of the shop, on whatever channel, were real ones. */
async function lately(
  db: Db,
  liveChannels: LaunchChannels,
): Promise<{ live_payment_lately?: LaunchProof; only_test_payments?: LaunchProof }> {
  const places = await findPlaces(db, paymentQuery.parse({ status: settled }), null, looksAt.few);
  const wires = await findWires(
    db,
    places.map(({ id }) => id),
  );
  const payments = wires.map((wire) => parseWirePayment(JSON.parse(wire)));
  const [last] = payments;
  if (last === undefined) return {};
  if (payments.every(({ isTestChannel }) => isTestChannel)) return signsOf({ only_test_payments: shown(last) });
  return signsOf({ live_payment_lately: shown(payments.find(liveChannels.isOwn)) });
}

/** An order two payments of which were taken and not given back whole. */
async function findOrderPaidTwice(db: Db, mode: LaunchMode): Promise<LaunchProof | undefined> {
  const query = paymentQuery.parse({ mode, status: ["paid", "partially_cancelled"] });
  const places = await findPlaces(db, query, null, ordersCompared);
  const orders = new Set<string>();
  const rows = await findOrders(
    db,
    places.map(({ id }) => id),
  );
  for (const { merchant_uid: id, status_at: at } of rows) {
    if (orders.has(id)) return { kind: "order", id, at };
    orders.add(id);
  }
  return undefined;
}

/** People open a window of these; the others are called by the shop's server. */
function opensWindow({ type }: LaunchChannel): boolean {
  return type === "payment";
}

async function findUnopened(db: Db, mode: LaunchMode, channels: LaunchChannels): Promise<LaunchChannel[]> {
  const unopened: LaunchChannel[] = [];
  for (const channel of channels.items.filter(opensWindow)) {
    const { pgProvider, mid } = channel;
    const query = paymentQuery.parse({ mode, pgProvider: [pgProvider], mid: [mid], basis: "requested" });
    const [newest] = await findPlaces(db, query, null, 1);
    if (newest === undefined || newest.value < channel.since) unopened.push(channel);
  }
  return unopened;
}

function approvalOf(payment: Payment | undefined) {
  if (payment === undefined) return {};
  const hasNumber = (payment.card?.approvalNumber ?? "") !== "";
  return { [hasNumber ? "approval_number" : "approval_number_missing"]: shown(payment) };
}

/** The newest of them with a bank's code, where that code is one with a name, or is not. */
function newestIfBank(
  payments: readonly Payment[],
  bankOf: (payment: Payment) => CodeAndName | null | undefined,
  isKnown: boolean,
): Payment | undefined {
  const newest = payments
    .filter((payment) => (bankOf(payment)?.code ?? null) !== null)
    .toSorted((a, b) => requestedAt(b) - requestedAt(a))[0];
  if (newest === undefined) return undefined;
  return (bankOf(newest)?.code ?? "") in banks === isKnown ? newest : undefined;
}

/** KCP gives back in later months too where that was agreed, to an account. */
const givesBackLater = "kcp";

/** Whether every cancel happened in the month of the payment in Korea; undefined where that says nothing. */
function isCancelledInMonth({ pgProvider, paidAt, cancellations }: Payment): boolean | undefined {
  const times = cancellations.flatMap(({ cancelledAt }) => cancelledAt ?? []);
  if (paidAt === null || times.length === 0) return undefined;
  const month = (at: number) => toKstDate(at).slice(0, 7);
  if (times.every((at) => month(at) === month(paidAt))) return true;
  return pgProvider === givesBackLater ? undefined : false;
}

function issuersOf(
  paid: readonly Payment[],
  cancelled: readonly Payment[],
  partly: readonly Payment[],
): readonly TestedIssuer[] {
  const byCode = new Map<string, { name: string; paid?: string; cancelled?: string; partly?: string }>();
  const note = (payments: readonly Payment[], fields: readonly ("paid" | "cancelled" | "partly")[]) => {
    for (const { impUid, card } of payments) {
      const company = card?.issuer.code == null ? card?.acquirer : card.issuer;
      if (company?.code == null) continue;
      const known = byCode.get(company.code) ?? { name: company.name ?? company.code };
      for (const field of fields) known[field] ??= impUid;
      byCode.set(company.code, known);
    }
  };
  // What was cancelled had been approved.
  note(paid, ["paid"]);
  note(cancelled, ["cancelled", "paid"]);
  note(partly, ["partly", "paid"]);
  return [...byCode]
    .map(([code, { name, ...seen }]) => ({
      code,
      name: cards[code] ?? { ko: name, en: name },
      paid: seen.paid ?? null,
      cancelled: seen.cancelled ?? null,
      partlyCancelled: seen.partly ?? null,
    }))
    .toSorted((a, b) => a.code.localeCompare(b.code));
}

function isEveryIssuerTested(issuers: readonly TestedIssuer[]): boolean {
  return (
    issuers.length > 0 &&
    issuers.every((issuer) => [issuer.paid, issuer.cancelled, issuer.partlyCancelled].every((seen) => seen !== null))
  );
}

function cellsOf(payments: readonly Payment[]): PaymentEvidence["cells"] {
  const found = new Map<string, BrowserCell & { readonly impUid: string }>();
  for (const { impUid, userAgent } of payments) {
    const cell = userAgent === null ? null : browserCellOf(userAgent);
    if (cell === null) continue;
    const key = `${cell.system} ${cell.browser}`;
    if (!found.has(key)) found.set(key, { ...cell, impUid });
  }
  return [...found.values()];
}
