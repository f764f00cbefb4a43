import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { closeToast, currentToasts } from "../components/ui/toast-queue.ts";
import { forgetConsoleStatus } from "../lib/console-status.ts";
import { reloadPreferences } from "../lib/preferences.ts";
import { reportSignedIn } from "../lib/session-watch.ts";
import { queryClient } from "../lib/trpc.ts";

// Pages arrive lazily, and a busy machine may take its time to bring them.
configure({ asyncUtilTimeout: 5000 });

const expectedConsole = ["error", "warn"] as const;

beforeEach(() => {
  for (const method of expectedConsole) {
    vi.spyOn(console, method).mockImplementation((...words) => {
      throw new Error(`Unexpected console.${method}: ${words.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  cleanup();
  queryClient.clear();
  localStorage.clear();
  reloadPreferences();
  forgetConsoleStatus();
  reportSignedIn();
  for (const toast of currentToasts()) closeToast(toast.id);
  document.title = "";
});
