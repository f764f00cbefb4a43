import { countFormatter } from "../../lib/count.ts";
import type { ListMessages } from "./list-messages.ko.ts";

const n = countFormatter("en");

export const messages = {
  columns: {
    impUid: "imp_uid",
    cancelledAmount: "Cancelled",
    refundable: "Refundable",
    instrument: "Card or bank",
    approvalNumber: "Approval no.",
    pgTid: "PG transaction",
    depositor: "Depositor",
    buyerTel: "Telephone",
    buyerEmail: "E-mail",
    currency: "Currency",
    requestedAt: "Requested",
    statusAt: "Status changed",
    failReason: "Failure reason",
    mode: "Mode",
    escrow: "Escrow",
    cashReceipt: "Cash receipt",
  },
  modes: { live: "Live", test: "Test" },
  yes: "Yes",
  issued: "Issued",
  columnPanel: {
    open: "Columns",
    title: "Columns and display",
    shown: "Shown",
    hidden: "Hidden",
    help: "Drag a column or use its arrow buttons to reorder. Your account remembers the columns.",
    helpInView: "Press “Save changes” for this view to keep the columns.",
    up: (column: string) => `Move ${column} earlier`,
    down: (column: string) => `Move ${column} later`,
    drag: (column: string) => `Drag ${column}`,
    width: (column: string) => `Width of ${column} (px)`,
    moved: (column: string, position: number, count: number) => `${column}: ${n(position)} of ${n(count)}`,
    lastLink: "The order number or the imp_uid has to stay: it holds the link that opens a payment.",
    density: "Row height",
    densities: { comfortable: "Comfortable", compact: "Compact" },
    group: "Group by order number",
    groupHelp: "Attempts on the same order stand together under it.",
    reset: "Back to the usual columns",
    resizeHelp: "The right edge of a header can be dragged to set its width, too.",
  },
} satisfies ListMessages;
