import { Outlet } from "react-router";
import { RouteAnnouncer } from "./route-announcer.tsx";

/** What every page stands in, signed in or not. */
export function Root() {
  return (
    <>
      <Outlet />
      <RouteAnnouncer />
    </>
  );
}
