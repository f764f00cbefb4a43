import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { systemClock } from "../../clock.ts";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { authenticatorCode } from "../../testing/totp.ts";
import { attemptLimits, sessionLimits } from "./auth-rules.ts";

const email = "admin@example.com";
const password = "correct horse battery";

const enrolment = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const sessionList = z.object({
  result: z.object({ data: z.object({ items: z.array(z.object({ id: z.string(), isCurrent: z.boolean() })) }) }),
});

describeOnBothStores("sign-in", (open) => {
  let app: TestApp;

  beforeEach(async () => {
    app = await createTestApp({ clock: systemClock, open });
    await join(email, password);
  });

  afterEach(() => app.close());

  /** Makes an account the way people get theirs: an invitation, opened. */
  async function join(address: string, secret: string): Promise<Response> {
    const admin = await app.api("admin");
    const { link } = await admin.users.invite({ email: address, role: "approver" });
    return app.http("/api/set-up", { json: { token: tokenIn(link), name: "Approver", password: secret } });
  }

  function tokenIn(link: string): string {
    return new URL(link).searchParams.get("token") ?? "";
  }

  function signIn(secret = password, from?: string): Promise<Response> {
    return app.http("/api/auth/sign-in/email", {
      json: { email, password: secret },
      ...(from === undefined ? {} : { from }),
    });
  }

  function cookiesOf(answer: Response): string {
    return answer.headers
      .getSetCookie()
      .filter((line) => !/max-age=0/i.test(line))
      .map((line) => line.split(";")[0])
      .join("; ");
  }

  function me(cookie: string): Promise<Response> {
    return app.http("/trpc/sessions.me", { cookie });
  }

  async function events(): Promise<string[]> {
    const { items } = await (await app.api("admin")).audit.list({});
    return items.map(({ event }) => event);
  }

  /** Enrols an authenticator and returns its address, the recovery codes and the cookie that goes on. */
  async function enrol(cookie: string) {
    const answer = await app.http("/api/auth/two-factor/enable", { cookie, json: { password } });
    const { totpURI, backupCodes } = enrolment.parse(await answer.json());
    const code = authenticatorCode(totpURI, systemClock.now());
    const verified = await app.http("/api/auth/two-factor/verify-totp", { cookie, json: { code } });
    expect(verified.status).toBe(200);
    return { totpURI, backupCodes, cookie: cookiesOf(verified) };
  }

  test("signs in with a password", async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(await (await me(cookiesOf(answer))).json()).toMatchObject({ result: { data: { user: { email } } } });
    const { items } = await (await app.api("admin")).audit.list({ event: "session.started" });
    expect(items).toContainEqual(
      expect.objectContaining({
        details: expect.objectContaining({ by: "password" }),
        actor: expect.objectContaining({ role: "approver" }),
      }),
    );
  });

  test("people who sign in at the same moment do not wait for each other for ever", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => signIn()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await app.http("/api/demo/sign-in", { json: { role: "viewer" } })).status).toBe(200);
  });

  test("the session cookie is HttpOnly, SameSite and ends with the day", async () => {
    const [cookie] = (await signIn()).headers.getSetCookie();
    expect(cookie).toMatch(/^maru\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toContain(`Max-Age=${sessionLimits.absoluteMs / 1000}`);
  });

  test("the session token is in the cookie alone", async () => {
    const answer = await signIn();
    const token = decodeURIComponent(cookiesOf(answer).split("=")[1] ?? "").split(".")[0] ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(await answer.text()).not.toContain(token);
  });

  test("over https the cookie is Secure and bound to it by name", async () => {
    const secure = await createTestApp({ clock: systemClock, environment: { PUBLIC_URL: "https://maru.example.com" } });
    const answer = await secure.http("/api/demo/sign-in", { json: { role: "viewer" } });
    await secure.close();
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-maru\.session_token=.*; Secure/);
  });

  test.each([
    ["a wrong password", email, "wrong horse battery"],
    ["an unknown address", "nobody@example.com", password],
  ])("%s is refused in the same words", async (_, address, secret) => {
    const answer = await app.http("/api/auth/sign-in/email", { json: { email: address, password: secret } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
    expect(await events()).toContain("session.refused");
  });

  test("a forged cookie is nobody", async () => {
    const cookie = cookiesOf(await signIn());
    const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === "a" ? "b" : "a"}`);
    expect((await me(forged)).status).toBe(401);
  });

  test("signing up is closed", async () => {
    const answer = await app.http("/api/auth/sign-up/email", { json: { email: "x@example.com", password, name: "X" } });
    expect(answer.status).toBe(404);
  });

  describe("second factor", () => {
    test("is asked for after the password, once enrolled", async () => {
      const { totpURI } = await enrol(cookiesOf(await signIn()));
      const answer = await signIn();
      expect(await answer.json()).toMatchObject({ twoFactorRedirect: true });
      const challenge = cookiesOf(answer);
      expect((await me(challenge)).status).toBe(401);
      const code = authenticatorCode(totpURI, systemClock.now());
      const verified = await app.http("/api/auth/two-factor/verify-totp", { cookie: challenge, json: { code } });
      expect(verified.status).toBe(200);
      expect((await me(cookiesOf(verified))).status).toBe(200);
      expect(await events()).toEqual(expect.arrayContaining(["second_factor.enrolled", "session.started"]));
    });

    test("an authenticator's code opens once", async () => {
      const { totpURI } = await enrol(cookiesOf(await signIn()));
      const code = authenticatorCode(totpURI, systemClock.now());
      const open = async () =>
        app.http("/api/auth/two-factor/verify-totp", { cookie: cookiesOf(await signIn()), json: { code } });
      const first = await open();
      expect(first.status).toBe(200);
      const second = await open();
      expect(second.status).toBe(401);
      expect(second.headers.getSetCookie()).toEqual([]);
      expect(await events()).toContain("session.refused");
      expect((await me(cookiesOf(first))).status).toBe(200);
    });

    test("is asked for every time, whatever a browser says of itself", async () => {
      const { totpURI } = await enrol(cookiesOf(await signIn()));
      const json = { code: authenticatorCode(totpURI, systemClock.now()), trustDevice: true };
      const cookie = cookiesOf(await signIn());
      const verified = await app.http("/api/auth/two-factor/verify-totp", { cookie, json });
      expect(verified.status).toBe(200);
      expect(cookiesOf(verified)).not.toContain("trust");
    });

    test("a recovery code opens once", async () => {
      const { backupCodes } = await enrol(cookiesOf(await signIn()));
      const [code] = backupCodes;
      const open = async () =>
        app.http("/api/auth/two-factor/verify-backup-code", { cookie: cookiesOf(await signIn()), json: { code } });
      const first = await open();
      expect(first.status).toBe(200);
      expect((await me(cookiesOf(first))).status).toBe(200);
      expect((await open()).status).toBe(401);
    });

    test("a wrong code is refused and written down", async () => {
      await enrol(cookiesOf(await signIn()));
      const cookie = cookiesOf(await signIn());
      const answer = await app.http("/api/auth/two-factor/verify-totp", { cookie, json: { code: "000000" } });
      expect(answer.status).toBe(401);
      expect(await events()).toContain("session.refused");
    });

    test("its secret and codes are stored encrypted", async () => {
      const { totpURI, backupCodes } = await enrol(cookiesOf(await signIn()));
      const stored = JSON.stringify(await app.deps.store.read.selectFrom("second_factors").selectAll().execute());
      expect(stored).not.toContain(new URL(totpURI).searchParams.get("secret"));
      for (const code of backupCodes) expect(stored).not.toContain(code);
    });

    test("cannot be enrolled without the password", async () => {
      const cookie = cookiesOf(await signIn());
      const answer = await app.http("/api/auth/two-factor/enable", {
        cookie,
        json: { password: "wrong horse battery" },
      });
      expect(answer.status).toBe(400);
    });
  });

  describe("limits", () => {
    test("an account takes so many wrong passwords, wherever they come from", async () => {
      const { attempts, windowMs } = attemptLimits.sign_in_by_account;
      for (let n = 0; n < attempts; n += 1) {
        expect((await signIn("wrong horse battery", `198.51.100.${n}`)).status).toBe(401);
      }
      const answer = await signIn(password, "198.51.100.200");
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ code: "TOO_MANY_REQUESTS" });
      expect(await events()).toContain("request.limited");
      app.clock.advance(windowMs);
      expect((await signIn(password)).status).toBe(200);
    });

    test("a right password clears what wrong ones counted", async () => {
      const { attempts } = attemptLimits.sign_in_by_account;
      for (let round = 0; round < 2; round += 1) {
        for (let n = 1; n < attempts; n += 1) await signIn("wrong horse battery");
        expect((await signIn()).status).toBe(200);
      }
    });

    test("a second factor clears what the passwords before it counted", async () => {
      const { backupCodes } = await enrol(cookiesOf(await signIn()));
      for (let n = 1; n < attemptLimits.sign_in_by_account.attempts; n += 1) await signIn("wrong horse battery");
      const cookie = cookiesOf(await signIn());
      await app.http("/api/auth/two-factor/verify-backup-code", { cookie, json: { code: backupCodes[0] } });
      expect((await signIn()).status).toBe(200);
    });

    test("whoever has a whole network of IPv6 addresses is one caller", async () => {
      const { attempts } = attemptLimits.set_up_by_ip;
      const guess = (n: number, network = "2001:db8:0:1") =>
        app.http("/api/set-up", { from: `${network}::${n.toString(16)}`, json: { token: "x", name: "X", password } });
      for (let n = 1; n <= attempts; n += 1) expect((await guess(n)).status).not.toBe(429);
      expect((await guess(attempts + 1)).status).toBe(429);
      expect((await guess(1, "2001:db8:0:2")).status).not.toBe(429);
    });

    test("an address takes so many set-up links", async () => {
      const { attempts } = attemptLimits.set_up_by_ip;
      const guess = () => app.http("/api/set-up", { from: "203.0.113.7", json: { token: "x", name: "X", password } });
      for (let n = 0; n < attempts; n += 1) expect((await guess()).status).toBe(412);
      expect((await guess()).status).toBe(429);
    });

    test("no address or e-mail is kept in the clear for counting", async () => {
      await signIn("wrong horse battery", "203.0.113.77");
      const kept = JSON.stringify(await app.deps.store.read.selectFrom("rate_limits").selectAll().execute());
      expect(kept).not.toContain("203.0.113.77");
      expect(kept).not.toContain(email);
    });
  });

  describe("sessions", () => {
    test("an unused session runs out", async () => {
      const cookie = cookiesOf(await signIn());
      app.clock.advance(sessionLimits.idleMs - 1_000);
      expect((await me(cookie)).status).toBe(200);
      app.clock.advance(sessionLimits.idleMs - 1_000);
      expect((await me(cookie)).status).toBe(200);
      app.clock.advance(sessionLimits.idleMs + 1_000);
      expect((await me(cookie)).status).toBe(401);
    });

    test("a session in use ends all the same", async () => {
      const cookie = cookiesOf(await signIn());
      for (let spent = 0; spent < sessionLimits.absoluteMs; spent += sessionLimits.idleMs / 2) {
        expect((await me(cookie)).status).toBe(200);
        app.clock.advance(sessionLimits.idleMs / 2);
      }
      expect((await me(cookie)).status).toBe(401);
    });

    test("signing out ends it", async () => {
      const cookie = cookiesOf(await signIn());
      expect((await app.http("/api/auth/sign-out", { cookie, json: {} })).status).toBe(200);
      expect((await me(cookie)).status).toBe(401);
      expect(await events()).toContain("session.ended");
    });

    test("a person sees their sessions and ends one from another", async () => {
      const lost = cookiesOf(await signIn());
      const here = cookiesOf(await signIn());
      // The set-up link signed in as well: two sessions that are not this one.
      const list = sessionList.parse(await (await app.http("/trpc/sessions.list", { cookie: here })).json());
      const [other] = list.result.data.items.filter(({ isCurrent }) => !isCurrent);
      expect((await app.http("/trpc/sessions.revoke", { cookie: here, json: { id: other?.id } })).status).toBe(200);
      expect((await me(lost)).status).toBe(401);
      expect((await me(here)).status).toBe(200);
    });

    test("nobody ends a session of somebody else", async () => {
      const cookie = cookiesOf(await signIn());
      const { items } = await (await app.api("admin")).sessions.list();
      const answer = await app.http("/trpc/sessions.revoke", { cookie, json: { id: items[0]?.id } });
      expect(answer.status).toBe(404);
    });

    test("a changed password ends the other sessions and opens with the new one", async () => {
      const other = cookiesOf(await signIn());
      const list = sessionList.parse(await (await app.http("/trpc/sessions.list", { cookie: other })).json());
      const cookie = cookiesOf(await signIn());
      const newPassword = "another horse battery";
      const answer = await app.http("/api/auth/change-password", {
        cookie,
        json: { currentPassword: password, newPassword, revokeOtherSessions: true },
      });
      expect(answer.status).toBe(200);
      expect((await me(other)).status).toBe(401);
      expect((await me(cookiesOf(answer))).status).toBe(200);
      expect((await signIn(newPassword)).status).toBe(200);
      expect(await events()).toContain("password.changed");
      const { items } = await (await app.api("admin")).audit.list({ event: "session.ended" });
      // The set-up link signed in as well, so two were ended.
      const ended = list.result.data.items.map(({ id }) => ({ sessionId: id, by: "password_changed" }));
      expect(items.map(({ details }) => details)).toEqual(
        expect.arrayContaining(ended.map((each) => expect.objectContaining(each))),
      );
      expect(items).toHaveLength(2);
    });
  });

  test("what better-auth changes and what is written down commit together or not at all", async () => {
    const before = await app.deps.store.read.selectFrom("sessions").select("id").execute();
    await app.deps.store.write.schema.alterTable("audit_head").renameTo("audit_head_gone").execute();
    expect((await signIn()).status).toBe(500);
    await app.deps.store.write.schema.alterTable("audit_head_gone").renameTo("audit_head").execute();
    expect(await app.deps.store.read.selectFrom("sessions").select("id").execute()).toEqual(before);
  });
});
