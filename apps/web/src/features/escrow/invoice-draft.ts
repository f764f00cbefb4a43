import { type EscrowParty, emptyParty } from "@maru/domain";
import { draftKey, recallDraft, storeDraft } from "../../lib/drafts.ts";

/** What is being brought, as it survives a reload: in this tab and for this person only, because a sheet may hold addresses. */
export interface InvoiceDraft {
  readonly text: string;
  /** Set while the text is that of a file. */
  readonly name: string | null;
  readonly sender: EscrowParty;
}

const what = "invoices";

const emptyDraft: InvoiceDraft = { text: "", name: null, sender: emptyParty };

export function loadDraft(userId: string): InvoiceDraft {
  const kept = recallDraft(draftKey(userId, what));
  if (typeof kept !== "object" || kept === null) return emptyDraft;
  const { text, name, sender } = { ...emptyDraft, ...kept };
  if (typeof text !== "string" || typeof sender !== "object" || sender === null) return emptyDraft;
  return { text, name: typeof name === "string" ? name : null, sender: readParty(sender) };
}

function readParty(kept: object): EscrowParty {
  const entries = Object.entries({ ...emptyParty, ...kept });
  const texts = entries.map(([field, text]) => [field, typeof text === "string" ? text : null] as const);
  return { ...emptyParty, ...Object.fromEntries(texts) };
}

export function keepDraft(userId: string, draft: InvoiceDraft): void {
  // A list too large for the tab's memory is kept by its file.
  storeDraft(draftKey(userId, what), draft);
}
