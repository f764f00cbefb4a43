import type { Glossary } from "./glossary.ko.ts";

export const glossary = {
  acquirer: {
    word: "Acquirer",
    help: "The card company that buys the slip and settles it. It may differ from the issuer.",
  },
  amount: { word: "Amount", help: "The whole amount the buyer was asked for. Cancelling does not make it smaller." },
  approvalNumber: {
    word: "Approval no.",
    help: "The number the card company gave when it approved. Buyers need it to ask their card company.",
  },
  bankTransfer: { word: "Bank transfer", help: "Money leaves the buyer's account on the spot." },
  billing: { word: "Billing", help: "Paid with a stored means of payment, without the buyer typing anything again." },
  buyer: {
    word: "Buyer",
    help: "The person the shop named when it opened the payment window. The card may be somebody else's.",
  },
  cancellation: {
    word: "Cancellation",
    help: "A cancel as i'mport recorded it. A payment given back in parts has several.",
  },
  cancellationId: { word: "Cancellation id", help: "The number i'mport gives every single cancellation." },
  cancelledAmount: { word: "Cancelled amount", help: "Everything cancelled so far, added up." },
  cancelledAt: { word: "Last cancelled", help: "After several partial cancellations, the time of the last one." },
  cancelReason: { word: "Cancel reason", help: "What was written when the cancel was asked for. The PG sees it too." },
  cancelSlip: { word: "Cancellation slip", help: "The PG's receipt of a cancellation; each cancellation has its own." },
  cardBin: { word: "Card number", help: "Masked by the PG before it was sent. Nobody here can see all of it." },
  cardType: { word: "Card type", help: "Credit or debit. Refunds to debit cards may arrive sooner." },
  cashReceipt: {
    word: "Cash receipt",
    help: "As far as i'mport says. Receipts a PG issues by itself may not show here.",
  },
  channel: { word: "Channel", help: "A PG and a merchant id registered together in i'mport." },
  claim: {
    word: "Claim",
    help: "What a webhook said of itself. It counts as true only once i'mport has been read again.",
  },
  currency: {
    word: "Currency",
    help: "What the amount is counted in. Amounts of different currencies are never added.",
  },
  customData: {
    word: "custom_data",
    help: "The shop's own data, attached to the payment. i'mport does not look inside.",
  },
  customerUid: { word: "customer_uid", help: "Names a stored means of payment (billing key)." },
  depositor: { word: "Depositor", help: "Who put the money into the virtual account. It may not be the buyer." },
  device: { word: "Device", help: "Where the payment window was opened. API means the shop's own server paid." },
  dueAt: { word: "Deposit due", help: "Without a deposit by then the account stops accepting one." },
  easyPay: {
    word: "Easy pay",
    help: "A wallet such as KakaoPay. Inside it the money comes from a card or from points.",
  },
  escrow: {
    word: "Escrow",
    help: "The PG holds the money until the buyer confirms the purchase. Before that, partial cancellation is impossible.",
  },
  failedAt: { word: "Failed at", help: "When the PG refused or the buyer gave up." },
  failReason: {
    word: "Reason from the PG",
    help: "The PG's sentence as it came. Where we know its meaning, an explanation stands below it.",
  },
  freshness: { word: "As of", help: "When this was last read from i'mport." },
  holder: { word: "Account holder", help: "Whose account it is. A virtual account usually carries the shop's name." },
  impUid: { word: "imp_uid", help: "The id i'mport gives every payment. Quote it when you ask i'mport." },
  issuer: { word: "Issuer", help: "The company that issued the card to the buyer." },
  merchantUid: {
    word: "Order no.",
    help: "The shop's own number (merchant_uid). One order may have several attempts to pay.",
  },
  method: { word: "Method", help: "How the money was paid: card, transfer, virtual account." },
  mid: { word: "Merchant id (MID)", help: "Names the shop's contract with the PG. Settlements are made per MID." },
  mode: { word: "Mode", help: "Live payments move real money; test payments do not." },
  net: { word: "Net", help: "The paid amount less everything cancelled." },
  orderName: { word: "Order name", help: "What the shop called the order in the payment window." },
  paidAmount: { word: "Paid", help: "The whole amount the PG approved. Cancelling does not make it smaller." },
  paidAt: { word: "Approved", help: "When the PG approved. For a virtual account, when the deposit came." },
  partialCancel: {
    word: "Partly cancelled",
    help: "Part of the amount was given back. i'mport has no such status, so we tell it from the amounts.",
  },
  pg: { word: "PG", help: "The payment gateway company that deals with card companies and banks for the shop." },
  pgTid: { word: "PG transaction id", help: "The PG's own number for it. Quote it when you ask the PG." },
  promotion: {
    word: "Promotion",
    help: "A discount by PortOne or a card company. Cancelling takes the discount into account.",
  },
  publisher: {
    word: "Card brand owner",
    help: "The company that lent its name to the card. Questions go to the issuer.",
  },
  quota: {
    word: "Instalments",
    help: "Over how many months it is paid. After a partial cancel the card company divides what is left.",
  },
  refund: {
    word: "Refund",
    help: "Our promise to the buyer. It is done once i'mport has the cancellation on record.",
  },
  refundable: { word: "Refundable now", help: "The paid amount less every cancellation in the history." },
  requestedAt: { word: "Requested", help: "When the buyer opened the payment window. No money had moved yet." },
  salesSlip: { word: "Sales slip", help: "The PG's receipt of the payment." },
  selfIssuedReceipt: {
    word: "Self-issued receipt",
    help: "A cash receipt made out to the tax office's number 010-000-1234 because the buyer gave none. The buyer can claim it at Hometax.",
  },
  settlement: { word: "Settlement", help: "The PG pays the shop what it collected, less its fee." },
  source: { word: "Source", help: "How we came to know: a webhook, our regular check, a colleague, or a console." },
  status: { word: "Status", help: "What the payment is now, worked out from its amounts and from i'mport's status." },
  statusTime: {
    word: "Status changed",
    help: "When it became what it is now. A cancelled payment stands at the day of its cancel, not of its payment.",
  },
  taxFree: {
    word: "Tax-free amount",
    help: "The part without VAT. Where an order mixes both, a refund has to state the parts as well.",
  },
  testChannel: {
    word: "Test",
    help: "Made on a test channel. No real money moves, so totals leave it out.",
  },
  trigger: {
    word: "Asked for by",
    help: "Who started this cancel. i'mport does not say, so it is told from the reason.",
  },
  undoCancel: {
    word: "Undoing a cancel",
    help: "Asking the PG to bring back a mistaken cancel. Only on the same day, and only with some PGs.",
  },
  userAgent: { word: "Browser", help: "What the browser that opened the payment window called itself." },
  vat: { word: "VAT", help: "The tax of 10% inside the taxable amount. The PG works it out unless it is stated." },
  virtualAccount: {
    word: "Virtual account",
    help: "An account number made for this order's deposit alone. The payment is complete once it is paid in.",
  },
  webhook: {
    word: "Webhook",
    help: "i'mport's own notice that a payment changed. It may come late, or twice.",
  },
  wireStatus: {
    word: "i'mport status",
    help: "The status exactly as i'mport sent it. Partial cancellation is worked out from the amounts.",
  },
} satisfies Glossary;
