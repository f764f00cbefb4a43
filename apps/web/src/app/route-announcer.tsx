import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { usePageTitle } from "../lib/document-title.ts";

/** Tells screen readers which page has come up, and starts the keyboard at its heading. */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const title = usePageTitle();
  const [announced, setAnnounced] = useState("");
  const arrivedAt = useRef(pathname);
  const isArriving = useRef(false);

  useEffect(() => {
    if (arrivedAt.current === pathname) return;
    arrivedAt.current = pathname;
    isArriving.current = true;
  }, [pathname]);

  useEffect(() => {
    if (!isArriving.current || title === "") return;
    isArriving.current = false;
    setAnnounced(title);
    const isFocusElsewhere = document.activeElement !== null && document.activeElement !== document.body;
    if (isFocusElsewhere && document.activeElement?.closest("main") !== null) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });

  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only">
      {announced}
    </div>
  );
}
