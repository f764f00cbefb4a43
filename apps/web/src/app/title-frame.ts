import { useEffect } from "react";
import { type Environment, useConsoleStatus } from "../lib/console-status.ts";
import { setTitleFrame } from "../lib/document-title.ts";
import { useEntryMessages } from "../lib/i18n.tsx";

const icons: Readonly<Record<Environment, string>> = {
  sandbox: "/favicon-sandbox.svg",
  test: "/favicon-test.svg",
  live: "/favicon-live.svg",
};

/** Names the store in the browser's tab, and says there by word and by picture what money moves here. */
export function useTitleFrame(): void {
  const { frame } = useEntryMessages();
  const { status } = useConsoleStatus();
  const environment = status?.environment;
  const isParent = status?.tier === null;
  const storeName = isParent && environment === "sandbox" ? frame.sandboxStore : (status?.storeName ?? "");

  useEffect(() => {
    const prefix = environment === undefined ? "" : `[${frame.environments[environment].name}]`;
    setTitleFrame({ prefix, suffix: [storeName, frame.product] });
    const icon = document.querySelector("link#favicon");
    icon?.setAttribute("href", environment === undefined ? "/favicon.svg" : icons[environment]);
  }, [environment, storeName, frame]);
}
