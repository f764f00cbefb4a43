import type { AppMessages } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

export type Batch = RouterOutputs["refunds"]["bulk"]["get"];
export type BatchRow = RouterOutputs["refunds"]["bulk"]["rows"]["items"][number];

/** What people call a list: its file's name, or how it came. */
export function batchName({ source, name }: Batch, words: AppMessages["bulkRefunds"]): string {
  switch (source) {
    case "file":
      return name ?? words.untitled;
    case "paste":
      return words.pasted;
    case "selection":
      return words.selected;
  }
}
