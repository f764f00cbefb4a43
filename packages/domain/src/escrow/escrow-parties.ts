import type { Payment } from "../payment.ts";
import { splitAddress } from "./escrow-fields.ts";
import type { EscrowParty, EscrowProduct } from "./escrow-order.ts";
import type { InvoiceReceiver } from "./invoices/invoice-row.ts";

/** Whom a parcel goes to: what its sheet says comes first, then the buyer as far as the payment knows them. */
export function receiverOf({ buyer }: Pick<Payment, "buyer">, written?: InvoiceReceiver): EscrowParty {
  const address = present(written?.address) ?? present(buyer.address);
  const [line1, line2] = splitAddress(address ?? "");
  return {
    name: present(written?.name) ?? present(buyer.name),
    tel: present(written?.tel) ?? present(buyer.tel),
    postcode: present(written?.postcode) ?? present(buyer.postcode),
    address,
    addressLine1: present(line1),
    addressLine2: present(line2),
    relationship: null,
  };
}

function present(text: string | null | undefined): string | null {
  return text == null || text.trim() === "" ? null : text.trim();
}

/** The order as one product, which is all that the payment knows of it. */
export function productsOf({
  merchantUid,
  orderName,
  amount,
}: Pick<Payment, "merchantUid" | "orderName" | "amount">): EscrowProduct[] {
  return [{ id: merchantUid, name: orderName ?? merchantUid, amount: amount.amount, quantity: 1 }];
}
