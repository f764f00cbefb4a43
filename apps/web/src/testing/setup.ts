import { format } from "node:util";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { closeToast, currentToasts } from "../components/ui/toast-queue.ts";
import { forgetConsoleStatus } from "../lib/console-status.ts";
import { reloadPreferences } from "../lib/preferences.ts";
import { reportSignedIn } from "../lib/session-watch.ts";
import { queryClient } from "../lib/trpc.ts";

// Pages arrive lazily, and a busy machine may take its time to bring them.
configure({ asyncUtilTimeout: 5000 });

/** Lazy modules and live events update the page between a test's steps, and React would have every step announced. */
const livesByItself = /not wrapped in act|suspended inside an `act` scope/;

/** What the console said that no test expected; found at the end of each, so that React is not interrupted. */
const complaints: string[] = [];

beforeEach(() => {
  complaints.length = 0;
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => {
      const text = format(...words);
      if (!livesByItself.test(text)) complaints.push(text);
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
  expect(complaints).toEqual([]);
});
