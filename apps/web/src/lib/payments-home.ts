import type { Session } from "./session.tsx";

/** Where this person's payments list opens: with the view or the columns they chose. */
export function paymentsHome({ defaultView, preferences }: Session): string {
  const parameters = new URLSearchParams(defaultView?.query ?? "");
  if (defaultView !== null) parameters.set("view", defaultView.id);
  else if (preferences.paymentColumns !== null) parameters.set("cols", preferences.paymentColumns);
  return parameters.size === 0 ? "/payments" : `/payments?${parameters}`;
}
