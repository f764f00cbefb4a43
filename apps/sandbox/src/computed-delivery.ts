import { DAY, kstDayNumber, kstDayStart } from "./kst.ts";
import type { Delivery } from "./payment-record.ts";
import { Draws, Weighted } from "./random.ts";

const STREAM_DELIVERY = 7700;
/** Hardly an order is forgotten; those that are show on every board of orders without an invoice. */
const FORGOTTEN_SHARE = 0.02;

const couriers = new Weighted<string>([
  ["CJGLS", 46],
  ["HANJIN", 18],
  ["HYUNDAI", 15],
  ["KGB", 12],
  ["EPOST", 9],
]);

/** The parcel that the shop's staff registered for computed payment `index`, in the afternoon of one of the next two days. */
export function computedDelivery(
  seed: number,
  index: number,
  paidAt: number,
  cancelledAt: number,
  now: number,
): Delivery | undefined {
  const draws = new Draws(seed, index, STREAM_DELIVERY);
  const isForgotten = draws.chance(FORGOTTEN_SHARE);
  const day = kstDayNumber(paidAt) + draws.between(1, 2);
  const registeredAt = kstDayStart(day) + DAY / 2 + draws.below(6 * 3600);
  if (isForgotten || registeredAt > now || (cancelledAt > 0 && cancelledAt <= registeredAt)) return undefined;
  return {
    company: couriers.at(draws.unit()),
    invoice: `${draws.between(1, 9)}${draws.digits(11)}`,
    sent_at: registeredAt - draws.below(3600),
    applied_at: registeredAt,
  };
}
