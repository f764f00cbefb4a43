/** What the audit log shows, as its URL says it. */
export interface AuditSearch {
  readonly event?: string;
  readonly outcome?: "done" | "refused";
  readonly subject?: string;
}

const longest = { event: 60, subject: 100 };

/** Reads the URL; what the server would not take is left out. */
export function readAuditSearch(parameters: URLSearchParams): AuditSearch {
  const event = parameters.get("event")?.slice(0, longest.event);
  const outcome = parameters.get("outcome");
  const subject = parameters.get("subject")?.trim().slice(0, longest.subject);
  return {
    ...(event === undefined || event === "" ? {} : { event }),
    ...(outcome === "done" || outcome === "refused" ? { outcome } : {}),
    ...(subject === undefined || subject === "" ? {} : { subject }),
  };
}

export function writeAuditSearch(search: AuditSearch): URLSearchParams {
  const parameters = new URLSearchParams();
  if (search.event !== undefined) parameters.set("event", search.event);
  if (search.outcome !== undefined) parameters.set("outcome", search.outcome);
  if (search.subject !== undefined) parameters.set("subject", search.subject);
  return parameters;
}
