import { createContext, type ReactNode, useContext } from "react";
import { createPortal } from "react-dom";

const SlotContext = createContext<HTMLElement | null>(null);

export function HeaderSlotProvider({
  slot,
  children,
}: {
  readonly slot: HTMLElement | null;
  readonly children: ReactNode;
}) {
  return <SlotContext value={slot}>{children}</SlotContext>;
}

/** Puts a page's own control, such as its search box, into the header of the frame for as long as the page stands. */
export function HeaderContent({ children }: { readonly children: ReactNode }) {
  const slot = useContext(SlotContext);
  return slot === null ? null : createPortal(children, slot);
}
