import { Link, useLocation } from "react-router";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Kbd } from "../../components/ui/kbd.tsx";
import { useDetailMessages } from "./detail-messages.ts";
import { refundPath } from "./payment-search.ts";

/** Where the keyboard returns when the refund's panel is closed. */
export const refundLinkId = "open-refund";

/** Opens the refund of the payment beside it. It moves no money, so it wears no red. */
export function RefundLink({ impUid }: { readonly impUid: string }) {
  const words = useDetailMessages();
  const { state } = useLocation();
  return (
    <Link
      id={refundLinkId}
      to={refundPath(impUid)}
      state={openedHere(state)}
      aria-keyshortcuts="R"
      className={buttonClass({ variant: "primary", size: "medium", className: "mt-3 w-full" })}
    >
      {words.refund}
      <Kbd tone="inverse">R</Kbd>
    </Link>
  );
}

/** What the opened panel needs to know to close to where it was opened from. */
export function openedHere(state: unknown): object {
  return { ...(typeof state === "object" ? state : {}), isOpenedHere: true };
}
