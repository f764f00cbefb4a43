import { type AccountDue, accountDues } from "@maru/domain";

export type AccountTab = AccountDue | "all";
export const accountTabs: readonly AccountTab[] = ["all", ...accountDues];
export const accountModes = ["all", "live", "test"] as const;
export type AccountMode = (typeof accountModes)[number];

/** The whole state of the board. */
export interface AccountSearch {
  readonly due: AccountTab;
  readonly mode: AccountMode;
}

/** What the board shows, as its address says it; unknown words are the whole board. */
export function readAccountSearch(parameters: URLSearchParams): AccountSearch {
  return {
    due: accountTabs.find((tab) => tab === parameters.get("due")) ?? "all",
    mode: accountModes.find((mode) => mode === parameters.get("channels")) ?? "all",
  };
}

export function accountBoardPath({ due, mode }: AccountSearch): string {
  const parameters = new URLSearchParams();
  if (due !== "all") parameters.set("due", due);
  if (mode !== "all") parameters.set("channels", mode);
  return parameters.size === 0 ? "/virtual-accounts" : `/virtual-accounts?${parameters}`;
}

export function accountPath(impUid: string): string {
  return `/virtual-accounts/${encodeURIComponent(impUid)}`;
}

/** The issue form, begun with what is known of an order. */
export function issuePath({ order, amount }: { readonly order?: string; readonly amount?: number } = {}): string {
  const parameters = new URLSearchParams();
  if (order !== undefined) parameters.set("order", order);
  if (amount !== undefined) parameters.set("amount", String(amount));
  return parameters.size === 0 ? "/virtual-accounts/new" : `/virtual-accounts/new?${parameters}`;
}
