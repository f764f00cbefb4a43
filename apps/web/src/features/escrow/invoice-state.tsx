import { type InvoiceRowState, instructionStateNames, invoiceRowStateNames } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

export type InvoiceBatch = RouterOutputs["escrow"]["bulk"]["get"];
export type InvoiceRow = RouterOutputs["escrow"]["bulk"]["rows"]["items"][number];
type Look = { readonly tone: StateTone; readonly shape: StateShape };

const rowLooks: Record<InvoiceRowState, Look> = {
  unreadable: { tone: "bad", shape: "diamond" },
  ask_which: { tone: "wait", shape: "ring" },
  not_rehearsed: { tone: "gone", shape: "square" },
  will_go: { tone: "part", shape: "ring" },
  registered: { tone: "wait", shape: "half" },
  will_not_go: { tone: "gone", shape: "bar" },
  asking: { tone: "wait", shape: "dotted" },
  asked: { tone: "wait", shape: "dotted" },
  not_asked: { tone: "bad", shape: "square" },
};

const instructionLooks: Record<NonNullable<InvoiceRow["instruction"]>["state"], Look> = {
  written: { tone: "wait", shape: "dotted" },
  sending: { tone: "wait", shape: "dotted" },
  checking: { tone: "unsure", shape: "dashed" },
  unconfirmed: { tone: "unsure", shape: "dashed" },
  done: { tone: "ok", shape: "disc" },
  refused: { tone: "bad", shape: "diamond" },
  not_done: { tone: "bad", shape: "square" },
  not_sent: { tone: "gone", shape: "bar" },
};

/** Where a row stands: once it was sent, its instruction tells. */
export function RowState({ row }: { readonly row: InvoiceRow }) {
  const words = useAllMessages().escrow.bulk;
  const locale = useLocale();
  const { instruction } = row;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {instruction === null ? (
        <StateBadge {...rowLooks[row.state]}>{invoiceRowStateNames[row.state][locale]}</StateBadge>
      ) : (
        <StateBadge {...instructionLooks[instruction.state]}>
          {instructionStateNames[instruction.state][locale]}
        </StateBadge>
      )}
      {row.mode === "change" && (
        <StateBadge tone="part" shape="half">
          {words.changed}
        </StateBadge>
      )}
    </span>
  );
}

/** How many of the list's instructions have no outcome yet. */
export function openInstructions({ instructions }: InvoiceBatch): number {
  return instructions.written + instructions.sending + instructions.checking + instructions.unconfirmed;
}

/** How many of the rows that were to be sent have ended without a delivery. */
export function failedInstructions({ instructions, rows }: InvoiceBatch): number {
  return instructions.refused + instructions.not_done + instructions.not_sent + rows.not_asked;
}
