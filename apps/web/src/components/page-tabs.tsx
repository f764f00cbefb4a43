import { useLocation } from "react-router";
import { RowTabs } from "./row-tabs.tsx";

interface PageTabsProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly name: string }[];
}

/** The ways between pages that belong together, each with its own address. */
export function PageTabs({ label, pages }: PageTabsProps) {
  const { pathname } = useLocation();
  return (
    <RowTabs current="page" label={label} tabs={pages.map((page) => ({ ...page, isChosen: page.to === pathname }))} />
  );
}
