import "./styles/theme.css";
import { createRoot } from "react-dom/client";
import type { EntryPath } from "./app/entry-app.tsx";
import { applyToDocument, currentPreferences } from "./lib/preferences.ts";

function entryPath(): EntryPath | null {
  const path = window.location.pathname.replace(/\/$/, "");
  return path === "/sign-in" || path === "/set-up" ? path : null;
}

async function start(): Promise<void> {
  applyToDocument(currentPreferences());
  const container = document.getElementById("root");
  if (container === null) throw new Error("index.html has no element with the id root.");
  const path = entryPath();
  // Run apart from the pages, so that none of the first tasks keeps the browser from everything else for long.
  if (path === null) await import("./lib/trpc.ts");
  const app =
    path === null
      ? await (await import("./app/console-app.tsx")).createApp()
      : await (await import("./app/entry-app.tsx")).createApp(path);
  createRoot(container).render(app);
  // The typeface follows once there is something to read: text stands in the system's face until then, and every part of
  // the typeface that arrives lays out all of it anew.
  await rest();
  await import("./styles/fonts.css");
}

const longestRestMs = 2_000;

/** Resolves when the page has nothing else to do. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: longestRestMs });
    else setTimeout(resolve, 0);
  });
}

void start();
