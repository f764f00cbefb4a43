import type { ReactNode } from "react";
import { createBrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { loadEntryMessages } from "./language.tsx";
import { routes } from "./routes.tsx";

/** Every page there is, ready to be drawn at the address the browser shows. */
export async function createApp(): Promise<ReactNode> {
  const router = createBrowserRouter(routes);
  await loadEntryMessages();
  return <App router={router} />;
}
