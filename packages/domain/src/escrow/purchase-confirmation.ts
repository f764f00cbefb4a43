import { addBusinessDays } from "../calendar/business-days.ts";
import { type KstDate, toKstDate } from "../kst-time.ts";

/** Business days after which the escrow takes a purchase for confirmed when the buyer says nothing. */
const afterDelivery = 3;
const afterRegistration = 6;

export interface DeliveryFacts {
  /** When the delivery was registered, unix seconds; null while it is not. */
  readonly registeredAt: number | null;
  /** The day it reached the buyer, where anybody knows it. */
  readonly deliveredOn: KstDate | null;
}

export interface PurchaseConfirmation {
  /** On which day it confirms itself. */
  readonly on: KstDate;
  readonly basis: "delivery" | "registration";
}

/**
 * When a purchase confirms itself, as K-escrow does it: on the third business day after delivery, and where the parcel
 * cannot be followed on the sixth after its registration. A forecast: what upstream says of the payment decides. Undefined
 * while nothing is registered, and where the days leave the calendar of holidays.
 */
export function purchaseConfirmation({ registeredAt, deliveredOn }: DeliveryFacts): PurchaseConfirmation | undefined {
  if (registeredAt === null) return undefined;
  const on =
    deliveredOn === null
      ? addBusinessDays(toKstDate(registeredAt), afterRegistration)
      : addBusinessDays(deliveredOn, afterDelivery);
  return on === undefined ? undefined : { on, basis: deliveredOn === null ? "registration" : "delivery" };
}

/** An order waits too long for its invoice after this: the buyer's money is held and nothing is on its way. */
export const invoiceOverdueSeconds: number = 2 * 24 * 60 * 60;
