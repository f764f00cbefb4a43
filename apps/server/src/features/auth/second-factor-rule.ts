import { isAllowed, type Permission, type Role } from "@maru/domain";
import type { Config } from "../../config.ts";
import type { RequestSession } from "../../context.ts";

const movesMoney: readonly Permission[] = ["refund:request", "refund:approve", "refund:decide"];

/** Whether a role must prove itself twice: with real credentials, everybody who can move money. */
export function isSecondFactorRequired(config: Pick<Config, "mode">, role: Role): boolean {
  return config.mode === "live" && movesMoney.some((permission) => isAllowed(role, permission));
}

/** Whether this session may do no more than enrol a second factor. */
export function isSecondFactorMissing(
  config: Pick<Config, "mode">,
  role: Role,
  session: Pick<RequestSession, "isSecondFactorEnrolled">,
): boolean {
  return isSecondFactorRequired(config, role) && !session.isSecondFactorEnrolled;
}
