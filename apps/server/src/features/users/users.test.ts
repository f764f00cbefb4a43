import { roles } from "@maru/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { setUpLinkLifeMs } from "../auth/auth-rules.ts";
import { ensureAdministrator, ensureDemoUsers } from "./first-users.ts";

const credentials = { IMPORT_API_KEY: "live-key-0123456789", IMPORT_API_SECRET: "live-secret-0123456789" };
const password = "correct horse battery";

let app: TestApp;
let live: TestApp;

beforeEach(async () => {
  [app, live] = await Promise.all([createTestApp(), createTestApp({ environment: credentials })]);
});

afterEach(async () => {
  await app.close();
  await live.close();
});

function tokenOf(link: string | undefined): string {
  return new URL(link ?? "").searchParams.get("token") ?? "";
}

function setUp(to: TestApp, link: string | undefined, email?: string): Promise<Response> {
  return to.http("/api/set-up", { json: { token: tokenOf(link), name: "Somebody", email, password } });
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

describe("demo accounts", () => {
  test.each(roles)("sign in as %s with one click", async (role) => {
    const answer = await app.http("/api/demo/sign-in", { json: { role } });
    expect(answer.status).toBe(200);
    const me = await app.http("/trpc/sessions.me", { cookie: cookieOf(answer) });
    expect(await me.json()).toMatchObject({ result: { data: { user: { role } } } });
  });

  test("are named by role, not after people", async () => {
    const { items } = await (await app.api("admin")).users.list();
    expect(items.map(({ name }) => name)).toEqual(
      ["Viewer", "Support", "Finance", "Approver", "Developer", "Admin"].map((role) => `${role} (demo)`),
    );
  });

  test("do not exist with real credentials", async () => {
    for (const role of roles) {
      const answer = await live.http("/api/demo/sign-in", { json: { role } });
      expect(answer.status).toBe(404);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    const status = await live.anonymousApi().console.status();
    expect(status).toMatchObject({ mode: "live", demoRoles: [] });
  });

  test("left in a database open no session with real credentials", async () => {
    await ensureDemoUsers(live.deps);
    const cookie = await live.signIn("admin");
    expect((await live.http("/trpc/sessions.me", { cookie })).status).toBe(401);
    expect(await ensureAdministrator(live.deps)).not.toBeNull();
  });

  test("have no password to guess", async () => {
    const answer = await app.http("/api/auth/sign-in/email", { json: { email: "admin@demo.invalid", password: "x" } });
    expect(answer.status).toBe(401);
    expect(await app.deps.store.read.selectFrom("user_accounts").selectAll().execute()).toEqual([]);
  });
});

describe("the first administrator", () => {
  test("comes by a link that opens once", async () => {
    expect(await live.anonymousApi().console.status()).toMatchObject({ setupRequired: true });
    const made = await ensureAdministrator(live.deps);
    const answer = await setUp(live, made?.link, "Boss@Example.com");
    expect(answer.status).toBe(200);
    const me = await (await live.http("/trpc/sessions.me", { cookie: cookieOf(answer) })).json();
    expect(me).toMatchObject({ result: { data: { user: { role: "admin", email: "boss@example.com" } } } });
    expect(await live.anonymousApi().console.status()).toMatchObject({ setupRequired: false });

    const again = await setUp(live, made?.link, "other@example.com");
    expect(again.status).toBe(412);
    expect(await again.json()).toMatchObject({ code: "LINK_SPENT" });
    expect(await ensureAdministrator(live.deps)).toBeNull();
  });

  test("does not come by a link that has expired", async () => {
    const made = await ensureAdministrator(live.deps);
    live.clock.advance(setUpLinkLifeMs.first_admin);
    expect((await setUp(live, made?.link, "boss@example.com")).status).toBe(412);
  });

  test("does not come by the link of an earlier start", async () => {
    const first = await ensureAdministrator(live.deps);
    const second = await ensureAdministrator(live.deps);
    expect((await setUp(live, first?.link, "boss@example.com")).status).toBe(412);
    expect((await setUp(live, second?.link, "boss@example.com")).status).toBe(200);
  });

  test("keeps the link when a field is wrong", async () => {
    const made = await ensureAdministrator(live.deps);
    expect((await setUp(live, made?.link)).status).toBe(400);
    expect((await setUp(live, made?.link, "boss@example.com")).status).toBe(200);
  });

  test("may be named by the configuration instead", async () => {
    const configured = await createTestApp({
      environment: { ...credentials, MARU_ADMIN_EMAIL: "Boss@example.com", MARU_ADMIN_PASSWORD: password },
    });
    expect(await ensureAdministrator(configured.deps)).toBeNull();
    const answer = await configured.http("/api/auth/sign-in/email", { json: { email: "boss@example.com", password } });
    await configured.close();
    expect(answer.status).toBe(200);
  });

  test("leaves no token in the database", async () => {
    const made = await ensureAdministrator(live.deps);
    const kept = JSON.stringify([
      await live.deps.store.read.selectFrom("set_up_links").selectAll().execute(),
      await live.deps.store.read.selectFrom("audit_entries").selectAll().execute(),
    ]);
    expect(kept).not.toContain(tokenOf(made?.link));
  });
});

describe("people", () => {
  test("are invited with a role and cannot choose their address", async () => {
    const admin = await app.api("admin");
    const { link } = await admin.users.invite({ email: "New@Example.com", role: "finance" });
    expect((await admin.users.list()).invites).toMatchObject([{ email: "new@example.com", role: "finance" }]);
    const answer = await setUp(app, link, "other@example.com");
    const me = await (await app.http("/trpc/sessions.me", { cookie: cookieOf(answer) })).json();
    expect(me).toMatchObject({ result: { data: { user: { role: "finance", email: "new@example.com" } } } });
    expect((await admin.users.list()).invites).toEqual([]);
  });

  test("are not invited twice under one address", async () => {
    const admin = await app.api("admin");
    await expect(admin.users.invite({ email: "viewer@demo.invalid", role: "finance" })).rejects.toMatchObject({
      cause: { code: "EMAIL_TAKEN" },
    });
  });

  test("given another role have it at once", async () => {
    const admin = await app.api("admin");
    const cookie = await app.signIn("viewer");
    const viewer = (await admin.users.list()).items.find(({ role }) => role === "viewer");
    await admin.users.setRole({ userId: viewer?.id ?? "", role: "developer" });
    const me = await (await app.http("/trpc/sessions.me", { cookie })).json();
    expect(me).toMatchObject({ result: { data: { user: { role: "developer" } } } });
    const { items } = await admin.audit.list({ event: "user.role_changed" });
    expect(items[0]?.details).toMatchObject({ before: "viewer", after: "developer" });
  });

  test("deactivated are out at once and stay out", async () => {
    const admin = await app.api("admin");
    const { link } = await admin.users.invite({ email: "leaver@example.com", role: "support" });
    const cookie = cookieOf(await setUp(app, link));
    const leaver = (await admin.users.list()).items.find(({ email }) => email === "leaver@example.com");
    await admin.users.deactivate({ userId: leaver?.id ?? "" });
    expect((await app.http("/trpc/sessions.me", { cookie })).status).toBe(401);
    const signIn = () => app.http("/api/auth/sign-in/email", { json: { email: "leaver@example.com", password } });
    const refused = await signIn();
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: "INVALID_EMAIL_OR_PASSWORD" });
    await admin.users.reactivate({ userId: leaver?.id ?? "" });
    expect((await signIn()).status).toBe(200);
  });

  test("always have an administrator among them", async () => {
    const api = await app.api("admin");
    const { link } = await api.users.invite({ email: "only@example.com", role: "admin" });
    await setUp(app, link);
    const only = (await api.users.list()).items.find(({ email }) => email === "only@example.com");
    const userId = only?.id ?? "";
    const refusal = { cause: { code: "LAST_ADMIN" } };
    await expect(api.users.setRole({ userId, role: "viewer" })).rejects.toMatchObject(refusal);
    await expect(api.users.deactivate({ userId })).rejects.toMatchObject(refusal);
  });
});

describe("a telephone number", () => {
  test("is added by its owner once, and from then on an administrator's to change", async () => {
    const support = await app.api("support");
    const admin = await app.api("admin");
    expect(await support.users.ownTel()).toEqual({ tel: null });
    await expect(support.users.addOwnTel({ tel: "1234" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(support.users.addOwnTel({ tel: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await support.users.addOwnTel({ tel: "010-1234-5678" })).toEqual({ tel: "010-1234-5678" });
    await expect(support.users.addOwnTel({ tel: "010-9999-9999" })).rejects.toMatchObject({
      cause: { code: "NOT_ALLOWED" },
    });
    const own = (await admin.users.list()).items.find(({ role }) => role === "support");
    expect(own?.tel).toBe("010-1234-5678");
    await expect(admin.users.setTel({ userId: own?.id ?? "", tel: "123" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await admin.users.setTel({ userId: own?.id ?? "", tel: "" });
    expect(await support.users.ownTel()).toEqual({ tel: null });
    const { items } = await admin.audit.list({ event: "user.tel_changed", limit: 5 });
    expect(items.map(({ details }) => details.maskedTel)).toEqual([null, "010-****-5678"]);
  });

  test("is masked for whoever may only look at members", async () => {
    const admin = await app.api("admin");
    await (await app.api("support")).users.addOwnTel({ tel: "010-1234-5678" });
    expect((await admin.users.list()).items.find(({ role }) => role === "support")?.tel).toBe("010-1234-5678");
    const readers = await app.api("approver");
    const listed = await readers.users.list().catch(() => null);
    for (const { tel } of listed?.items ?? []) expect(tel ?? "").not.toContain("1234-5678");
  });
});

describe("with real credentials, whoever can move money needs a second factor", () => {
  test.each(["support", "finance", "approver", "admin"] as const)("%s", async (role) => {
    const api = await live.api(role);
    expect(await api.sessions.me()).toMatchObject({ secondFactorRequired: true, secondFactorMissing: true });
    await expect(api.payments.counts({ mode: "all", basis: "status" })).rejects.toMatchObject({
      cause: { code: "SECOND_FACTOR_REQUIRED" },
    });
  });

  test.each(["viewer", "developer"] as const)("%s does not", async (role) => {
    const api = await live.api(role);
    expect(await api.sessions.me()).toMatchObject({ secondFactorRequired: false, secondFactorMissing: false });
  });

  test("an enrolled one gets on with it", async () => {
    await live.signIn("admin");
    await live.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
    const api = await live.api("admin");
    expect(await api.sessions.me()).toMatchObject({ secondFactorRequired: true, secondFactorMissing: false });
    expect((await api.users.list()).items).toHaveLength(1);
  });
});

test("preferences are kept for each person, and change one by one", async () => {
  const api = await app.api("viewer");
  expect(await api.sessions.savePreferences({ theme: "dark" })).toMatchObject({ theme: "dark", language: null });
  await api.sessions.savePreferences({ language: "ko" });
  const again = await app.api("viewer");
  expect((await again.sessions.me()).preferences).toMatchObject({
    theme: "dark",
    language: "ko",
    density: "comfortable",
  });
  expect((await (await app.api("admin")).sessions.me()).preferences.theme).toBe("system");
});
