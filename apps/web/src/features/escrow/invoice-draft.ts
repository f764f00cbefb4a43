import { type EscrowParty, emptyParty } from "@maru/domain";

/** What is being brought, as it survives a reload: in this tab only, because a sheet may hold addresses. */
export interface InvoiceDraft {
  readonly text: string;
  /** Set while the text is that of a file. */
  readonly name: string | null;
  readonly sender: EscrowParty;
}

const key = "maru.invoices.draft";

const emptyDraft: InvoiceDraft = { text: "", name: null, sender: emptyParty };

export function loadDraft(): InvoiceDraft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return emptyDraft;
    const { text, name, sender } = { ...emptyDraft, ...kept };
    if (typeof text !== "string" || typeof sender !== "object" || sender === null) return emptyDraft;
    return { text, name: typeof name === "string" ? name : null, sender: readParty(sender) };
  } catch {
    return emptyDraft;
  }
}

function readParty(kept: object): EscrowParty {
  const entries = Object.entries({ ...emptyParty, ...kept });
  const texts = entries.map(([field, text]) => [field, typeof text === "string" ? text : null] as const);
  return { ...emptyParty, ...Object.fromEntries(texts) };
}

export function keepDraft(draft: InvoiceDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A list too large for the tab's memory is kept by its file.
  }
}
