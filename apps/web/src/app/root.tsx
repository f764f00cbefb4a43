import { Outlet } from "react-router";
import { RouteAnnouncer } from "./route-announcer.tsx";
import { useTitleFrame } from "./title-frame.ts";

/** What every page stands in, signed in or not. */
export function Root() {
  useTitleFrame();
  return (
    <>
      <Outlet />
      <RouteAnnouncer />
    </>
  );
}
