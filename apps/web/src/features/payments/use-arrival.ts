import { useState } from "react";
import { useLocation, useNavigationType } from "react-router";
import { paymentsHome } from "../../lib/payments-home.ts";
import { type Session, useSession } from "../../lib/session.tsx";

/**
 * Where somebody who has just come to the list is led on to, so that its address says everything they see. An address
 * from outside means what it says; the bare one is where one's own list opens. Links from other pages of the console
 * bring one's own columns with them, and whoever comes back finds what they left.
 */
export function useArrival(): string | undefined {
  const session = useSession();
  const { key, search } = useLocation();
  const type = useNavigationType();
  const [arrival] = useState(() => ({ key, target: targetOf(session, search, type, key) }));
  return arrival.key === key ? arrival.target : undefined;
}

function targetOf(session: Session, search: string, type: string, key: string): string | undefined {
  const isFromOutside = type === "POP" && key === "default";
  if (search === "") {
    const home = paymentsHome(session);
    return (isFromOutside || type !== "POP") && home !== "/payments" ? home : undefined;
  }
  const { paymentColumns } = session.preferences;
  const parameters = new URLSearchParams(search);
  if (type !== "PUSH" || paymentColumns === null || parameters.has("cols") || parameters.has("view")) return undefined;
  parameters.set("cols", paymentColumns);
  return `/payments?${parameters}`;
}
