import type { Capability, CapabilityAnswer } from "../capabilities/capability.ts";
import { capabilityKinds } from "../capabilities/capability-kinds.ts";
import { capabilityOf } from "../capabilities/capability-of.ts";
import type { EscrowMode } from "./escrow-fields.ts";

/** What the sources say about this PG and deliveries. */
function escrowCapability(pgProvider: string | null, mode: EscrowMode): Capability {
  return capabilityOf(pgProvider, mode === "register" ? "registerDelivery" : "changeDelivery");
}

/** Whether a PG takes deliveries by API, to register and to change. */
export function escrowSupport(pgProvider: string | null): Readonly<Record<EscrowMode, CapabilityAnswer>> {
  return {
    register: escrowCapability(pgProvider, "register").answer,
    change: escrowCapability(pgProvider, "change").answer,
  };
}

/** The PGs with a delivery API. */
export const escrowPgs: readonly string[] = capabilityKinds.registerDelivery.published.flatMap(({ pgs }) => pgs);
