import type { RefundReason } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useLocale } from "./i18n.tsx";
import { trpc } from "./trpc.ts";

/** An administrator changes the list now and then; the server has the last word on what a refund may give. */
const freshMs = 60_000;
const none: readonly RefundReason[] = [];

export interface RefundReasonList {
  /** What a new refund may give, in the order people choose from. */
  readonly active: readonly RefundReason[];
  readonly all: readonly RefundReason[];
  /** What a reason is called, however old it is; its code until that is known. */
  readonly nameOf: (code: string) => string;
}

/** The merchant's own list of why money goes back. */
export function useRefundReasons({ isEnabled = true } = {}): RefundReasonList {
  const locale = useLocale();
  const { data } = useQuery(
    trpc.refunds.reasons.list.queryOptions(undefined, { enabled: isEnabled, staleTime: freshMs }),
  );
  const all = data?.items ?? none;
  return {
    all,
    active: all.filter(({ isRetired }) => !isRetired),
    nameOf: (code) => all.find((each) => each.code === code)?.[locale] ?? code,
  };
}
