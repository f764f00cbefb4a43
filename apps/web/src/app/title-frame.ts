import { useEffect } from "react";
import { useConsoleStatus } from "../lib/console-status.ts";
import { setTitleFrame } from "../lib/document-title.ts";
import { useEntryMessages } from "../lib/i18n.tsx";

/** Names the store in the browser's tab, and marks the sandbox there by word and by picture. */
export function useTitleFrame(): void {
  const { frame } = useEntryMessages();
  const { status } = useConsoleStatus();
  const isSandbox = status?.mode === "sandbox";
  const storeName = isSandbox ? frame.sandboxStore : (status?.storeName ?? "");

  useEffect(() => {
    setTitleFrame({ prefix: isSandbox ? frame.sandboxTitle : "", suffix: [storeName, frame.product] });
    const icon = document.querySelector("link#favicon");
    icon?.setAttribute("href", isSandbox ? "/favicon-sandbox.svg" : "/favicon.svg");
  }, [isSandbox, storeName, frame]);
}
