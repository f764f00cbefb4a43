import { Outlet } from "react-router";
import { EnvironmentBand } from "../components/ui/environment-band.tsx";
import { RouteAnnouncer } from "./route-announcer.tsx";
import { useTitleFrame } from "./title-frame.ts";

/** What every page stands in, signed in or not. */
export function Root() {
  useTitleFrame();
  return (
    <>
      <EnvironmentBand />
      <Outlet />
      <RouteAnnouncer />
    </>
  );
}
