import { permissionsOf, type Role } from "@maru/domain";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { App } from "../app/app.tsx";
import { loadAllMessages, loadEntryMessages } from "../app/language.tsx";
import { routes } from "../app/routes.tsx";
import { loadListMessages } from "../features/payments/list-messages.ts";
import type { Locale } from "../lib/i18n.tsx";
import { connectLive, type LiveHandlers } from "../lib/live.ts";
import { setPreferences } from "../lib/preferences.ts";
import type { Session } from "../lib/session.tsx";
import { connectApi, type RouterOutputs } from "../lib/trpc.ts";
import { type FakeProcedures, fakeApi } from "./fake-api.ts";

export function sessionOf(role: Role, change: Partial<Session> = {}): Session {
  return {
    user: { id: "user-1", name: "김지원", email: "jiwon@shop.example", role, twoFactorEnabled: false },
    permissions: [...permissionsOf(role)],
    secondFactorRequired: false,
    secondFactorMissing: false,
    sessionExpiresAtMs: Date.UTC(2026, 10, 21, 9),
    preferences: { language: null, theme: "system", density: "comfortable", paymentColumns: null },
    defaultView: null,
    refundCap: null,
    ...change,
  };
}

const noPayments = { ready: 0, paid: 0, partially_cancelled: 0, cancelled: 0, failed: 0, pending: 0, unknown: 0 };

/** The index follows upstream and nothing is wrong. Read last at 14:32:07 in Korea. */
export const healthySync: RouterOutputs["sync"]["status"] = {
  phase: "following",
  loaded: 20_000,
  expected: 20_000,
  startedAtMs: Date.UTC(2026, 10, 21, 5),
  lastReadAtMs: Date.UTC(2026, 10, 21, 5, 32, 7),
  upstream: "up",
  problem: null,
  quarantined: 0,
  from: "2026-08-23",
};

/** Some of what a console begins with. */
const someReasons: RouterOutputs["refunds"]["reasons"]["list"]["items"] = [
  { code: "change_of_mind", ko: "단순 변심", en: "Change of mind", isRetired: false },
  { code: "defective", ko: "상품 불량·파손", en: "Defective or damaged", isRetired: false },
  { code: "out_of_stock", ko: "품절", en: "Out of stock", isRetired: true },
  { code: "other", ko: "기타", en: "Other", isRetired: false },
];

/** What comes after a page's first rows: a busy machine may take its time to bring it, and no test is about that. */
async function lateParts(language: Locale): Promise<void> {
  await Promise.all([
    import("../features/payments/list-tools.tsx"),
    import("../features/payments/column-resizer.tsx"),
    loadListMessages(language),
  ]);
}

export interface ConsoleOptions {
  readonly path: string;
  readonly language?: Locale;
  readonly procedures?: FakeProcedures;
}

/** Draws the whole console with its real routes, on a fake API and a live connection that the test drives. */
export async function renderConsole({ path, language = "ko", procedures = {} }: ConsoleOptions) {
  setPreferences({ language });
  const api = fakeApi({
    "sessions.me": () => sessionOf("admin"),
    "sync.status": () => healthySync,
    "payments.counts": () => ({ total: 0, byStatus: noPayments, totals: [] }),
    "refunds.list": () => ({ items: [], nextCursor: null }),
    "refunds.counts": () => ({ states: [], forPeople: 0 }),
    "instructions.counts": () => ({ states: [], forPeople: 0 }),
    "refunds.reasons.list": () => ({ items: someReasons }),
    "sessions.list": () => ({ items: [] }),
    "mentions.count": () => ({ unseen: 0 }),
    "settings.subMerchants.list": () => ({ here: null, items: [] }),
    ...procedures,
  });
  connectApi(api.link);
  const live: { handlers: LiveHandlers | null } = { handlers: null };
  connectLive((handlers) => {
    live.handlers = handlers;
    handlers.onOpen();
    return () => {
      live.handlers = null;
    };
  });
  // The pages before sign-in read the browser's own address.
  window.history.replaceState(null, "", path);
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  await loadEntryMessages();
  await loadAllMessages();
  await lateParts(language);
  const view = render(<App router={router} />);
  return { ...view, user: userEvent.setup(), router, calls: api.calls, live };
}
