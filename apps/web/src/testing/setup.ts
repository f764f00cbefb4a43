import { format } from "node:util";
import { act, cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { closeToast, currentToasts } from "../components/ui/toast-queue.ts";
import { forgetConsoleStatus } from "../lib/console-status.ts";
import { reloadPreferences } from "../lib/preferences.ts";
import { reportSignedIn } from "../lib/session-watch.ts";
import { queryClient } from "../lib/trpc.ts";

configure({
  // Pages arrive lazily, and a busy machine may take its time to bring them.
  asyncUtilTimeout: 5000,
  // Where an event meets a part that is still on its way, React leaves what the event set off in the queue of its act
  // until somebody awaits that act. Nobody awaiting it, a key press would be lost.
  eventWrapper: (dispatch) => {
    let outcome: unknown;
    const acting = act(() => {
      outcome = dispatch();
      return outcome;
    });
    void new Promise((done, failed) => void acting.then(done, failed));
    return outcome;
  },
});

/** Lazy modules and live events update the page between a test's steps, and React would have every step announced. */
const livesByItself = /not wrapped in act|suspended inside an `act` scope|not configured to support act/;

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
