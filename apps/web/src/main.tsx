import "./styles/theme.css";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { App } from "./app/app.tsx";
import { loadEntryMessages } from "./app/language.tsx";
import { routes } from "./app/routes.tsx";
import { applyToDocument, currentPreferences } from "./lib/preferences.ts";

async function start(): Promise<void> {
  applyToDocument(currentPreferences());
  const container = document.getElementById("root");
  if (container === null) throw new Error("index.html has no element with the id root.");
  const router = createBrowserRouter(routes);
  await loadEntryMessages();
  createRoot(container).render(<App router={router} />);
  // The typeface follows once there is something to read: text stands in the system's face until then.
  await import("./styles/fonts.css");
}

void start();
