import { useEffect } from "react";
import { Outlet } from "react-router";
import { ToastRegion } from "../components/ui/toast.tsx";
import { listenForShortcuts } from "../lib/shortcuts.ts";
import { RouteAnnouncer } from "./route-announcer.tsx";

/** What every page stands in, signed in or not. */
export function Root() {
  useEffect(listenForShortcuts, []);
  return (
    <>
      <Outlet />
      <RouteAnnouncer />
      <ToastRegion />
    </>
  );
}
