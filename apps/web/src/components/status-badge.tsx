import { awaitingDepositName, type PaymentStatus, paymentStatusNames } from "@maru/domain";
import type { ReactNode } from "react";
import { useLocale } from "../lib/i18n.tsx";

/** A state's mark. Shape says it without colour: read in greyscale, on paper and by people who see no red. */
export type StateShape = "disc" | "ring" | "diamond" | "half" | "bar" | "dashed" | "dotted" | "square";

export type StateTone = "ok" | "wait" | "bad" | "part" | "gone" | "unsure";

const toneClasses: Record<StateTone, string> = {
  ok: "bg-ok-wash text-ok",
  wait: "bg-wait-wash text-wait",
  bad: "bg-bad-wash text-bad",
  part: "bg-part-wash text-part",
  gone: "bg-gone-wash text-gone",
  unsure: "bg-unsure-wash text-unsure",
};

const marks: Record<StateShape, ReactNode> = {
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  diamond: <path d="M5 .4 9.6 5 5 9.6.4 5Z" fill="currentColor" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1.5a3.5 3.5 0 0 0 0 7Z" fill="currentColor" />
    </>
  ),
  bar: <rect x=".5" y="4" width="9" height="2" fill="currentColor" />,
  dashed: (
    <circle cx="5" cy="5" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.9 1.75" />
  ),
  dotted: (
    <>
      <circle cx="5" cy="5" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="5" cy="5" r="1.4" fill="currentColor" />
    </>
  ),
  square: <rect x="1.5" y="1.5" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="1.8" />,
};

interface StateBadgeProps {
  readonly tone: StateTone;
  readonly shape: StateShape;
  readonly children: string;
}

/** One state in a word, a shape and a colour. */
export function StateBadge({ tone, shape, children }: StateBadgeProps) {
  return (
    <span
      className={`inline-flex h-[1.35rem] max-w-full items-center gap-1.5 rounded-sm px-[7px] text-small font-[550] group-data-compact/table:h-[18px] ${toneClasses[tone]}`}
    >
      <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 shrink-0">
        {marks[shape]}
      </svg>
      <span className="min-w-0 overflow-clip text-ellipsis whitespace-nowrap">{children}</span>
    </span>
  );
}

const looks: Record<PaymentStatus, { readonly tone: StateTone; readonly shape: StateShape }> = {
  paid: { tone: "ok", shape: "disc" },
  ready: { tone: "wait", shape: "ring" },
  failed: { tone: "bad", shape: "diamond" },
  partially_cancelled: { tone: "part", shape: "half" },
  cancelled: { tone: "gone", shape: "bar" },
  pending: { tone: "wait", shape: "dotted" },
  unknown: { tone: "gone", shape: "square" },
};

interface StatusBadgeProps {
  readonly status: PaymentStatus;
  /** A buyer holds an account number to pay into: what is unpaid here is expected, not left behind. */
  readonly isAwaitingDeposit?: boolean;
}

/** What a payment is. Unpaid without an account to pay into wears grey: most of those are windows somebody closed. */
export function StatusBadge({ status, isAwaitingDeposit = false }: StatusBadgeProps) {
  const locale = useLocale();
  const { tone, shape } = looks[status];
  if (isAwaitingDeposit) {
    return (
      <StateBadge tone="wait" shape="ring">
        {awaitingDepositName[locale]}
      </StateBadge>
    );
  }
  return (
    <StateBadge tone={status === "ready" ? "gone" : tone} shape={shape}>
      {paymentStatusNames[status][locale]}
    </StateBadge>
  );
}
