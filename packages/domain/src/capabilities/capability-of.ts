import type { Capability } from "./capability.ts";
import { capabilityDecisions } from "./capability-decisions.ts";
import { type CapabilityAction, capabilityKinds } from "./capability-kinds.ts";
import { apiPage } from "./capability-sources.ts";

/** Whether a PG does something, and which source says so. What no source names is a no, by the list it is missing from. */
export function capabilityOf(pgProvider: string | null, action: CapabilityAction): Capability {
  const pg = pgProvider ?? "";
  const decisions = capabilityDecisions[action];
  const decided = decisions !== undefined && Object.hasOwn(decisions, pg) ? decisions[pg] : undefined;
  if (decided !== undefined) return decided;
  const [{ page, operation, pgs }] = capabilityKinds[action].published;
  const says = pgs.includes(pg) ? "yes" : "no";
  return { answer: says, citations: [apiPage(page, operation, "x-portone-supported-pgs", says)] };
}

/** Whether a control for it is worth showing: everything but a plain no. */
export function mayBeTried({ answer }: Capability): boolean {
  return answer !== "no";
}
