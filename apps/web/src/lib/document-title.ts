import { useEffect, useSyncExternalStore } from "react";

interface Frame {
  /** What the page is about; the last one to be set wins. */
  readonly page: string;
  /** Stands before everything else, such as the word for the environment. */
  readonly prefix: string;
  /** The store, then the product. */
  readonly suffix: readonly string[];
}

let frame: Frame = { page: "", prefix: "", suffix: ["Maru"] };
const listeners = new Set<() => void>();

function update(change: Partial<Frame>): void {
  frame = { ...frame, ...change };
  const parts = [frame.page, ...frame.suffix].filter((part) => part !== "");
  document.title = [frame.prefix, parts.join(" · ")].filter((part) => part !== "").join(" ");
  for (const listener of listeners) listener();
}

/** Names the page in the browser's tab and to screen readers, for as long as the component stands. */
export function useDocumentTitle(page: string): void {
  useEffect(() => update({ page }), [page]);
}

/** Puts the store's name, and the word for the environment, around every page's title. */
export function setTitleFrame(around: { readonly prefix: string; readonly suffix: readonly string[] }): void {
  update(around);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The title of the page in front, without what stands around it. */
export function usePageTitle(): string {
  return useSyncExternalStore(subscribe, () => frame.page);
}
