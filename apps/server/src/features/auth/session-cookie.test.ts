import { expect, test } from "vitest";
import { createTestApp } from "../../testing/create-test-app.ts";

test("a sub-merchant's console keeps its session under a name of its own, so that one host may serve several", async () => {
  const app = await createTestApp({ environment: { IMPORT_TIER: "POP" } });
  try {
    const cookie = await app.signIn("viewer");
    expect(cookie).toMatch(/^maru-pop\.session_token=/);
    expect((await app.http("/trpc/sessions.me", { cookie })).status).toBe(200);
    const renamed = cookie.replace("maru-pop.", "maru.");
    expect((await app.http("/trpc/sessions.me", { cookie: renamed })).status).toBe(401);
    // The one better-auth writes is the same one.
    const left = await app.http("/api/auth/sign-out", { cookie, json: {} });
    expect(left.headers.getSetCookie().join()).toContain("maru-pop.session_token=;");
  } finally {
    await app.close();
  }
});
