import { isAllowed, type Role, roles } from "@maru/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";

describeOnBothStores("saved views", (open) => {
  let app: TestApp;

  beforeEach(async () => {
    app = await createTestApp({ open });
  });
  afterEach(() => app.close());

  const viewsOf = async (role: Role) => (await (await app.api(role)).views.list()).items;
  const created = async (role: Role, input: { name: string; query: string; isShared?: boolean }) =>
    (await (await app.api(role)).views.create(input)).view;
  const auditOf = async (viewId: string) => {
    const { items } = await (await app.api("admin")).audit.list({ subject: viewId });
    return items.map(({ event, actor, details }) => ({ event, role: actor?.role, details }));
  };

  it("are a person's own, as many as they like, and nobody else's", async () => {
    for (let n = 0; n < 120; n += 1) await created("viewer", { name: `보기 ${n}`, query: `status=paid&q=${n}` });
    const mine = await viewsOf("viewer");
    expect(mine).toHaveLength(120);
    expect(mine[0]).toMatchObject({ query: "status=paid&q=0", isShared: false, isMine: true });
    expect(await viewsOf("admin")).toEqual([]);
    const admin = await app.api("admin");
    const id = mine[0]?.id ?? "";
    for (const call of [
      () => admin.views.save({ id, query: "" }),
      () => admin.views.rename({ id, name: "x" }),
      () => admin.views.share({ id, isShared: true }),
      () => admin.views.remove({ id }),
      () => admin.views.usage({ id }),
      () => admin.views.noteUse({ id }),
      () => admin.views.chooseDefault({ id }),
    ]) {
      await expect(call()).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    }
    expect(await auditOf(id)).toEqual([]);
  });

  it("are shared with everybody by whoever may share, and each step of it is in the audit log", async () => {
    const { id } = await created("finance", { name: "010-1234-5678 고객", query: "status=failed", isShared: true });
    expect(await viewsOf("viewer")).toMatchObject([{ id, isShared: true, isMine: false, query: "status=failed" }]);
    const developer = await app.api("developer");
    await developer.views.save({ id, query: "status=paid" });
    await developer.views.rename({ id, name: "결제완료" });
    await developer.views.share({ id, isShared: false });
    expect(await viewsOf("viewer")).toEqual([]);
    expect(await viewsOf("finance")).toMatchObject([{ id, name: "결제완료", query: "status=paid" }]);
    const finance = await app.api("finance");
    await finance.views.share({ id, isShared: true });
    await finance.views.remove({ id });
    expect(await viewsOf("finance")).toEqual([]);
    const entries = await auditOf(id);
    expect(entries.map(({ event, role }) => `${event} by ${role}`)).toEqual([
      "view.removed by finance",
      "view.shared by finance",
      "view.unshared by developer",
      "view.changed by developer",
      "view.changed by developer",
      "view.shared by finance",
    ]);
    expect(JSON.stringify(entries)).not.toContain("1234-5678");
  });

  it("that are shared change by nobody who may not share, and the refusal is written down", async () => {
    const { id } = await created("approver", { name: "함께 보기", query: "status=paid", isShared: true });
    for (const role of roles.filter((each) => !isAllowed(each, "view:share"))) {
      const api = await app.api(role);
      for (const call of [
        () => api.views.create({ name: "x", query: "", isShared: true }),
        () => api.views.save({ id, query: "" }),
        () => api.views.rename({ id, name: "x" }),
        () => api.views.share({ id, isShared: false }),
        () => api.views.remove({ id }),
      ]) {
        await expect(call()).rejects.toMatchObject({ cause: { code: "NOT_ALLOWED" } });
      }
      const { items } = await (await app.api("admin")).audit.list({ event: "access.refused", limit: 5 });
      expect(items.map(({ actor, details }) => `${actor?.role} ${String(details.procedure)}`)).toEqual([
        `${role} views.remove`,
        `${role} views.share`,
        `${role} views.rename`,
        `${role} views.save`,
        `${role} views.create`,
      ]);
    }
    expect(await viewsOf("viewer")).toMatchObject([{ id, name: "함께 보기", query: "status=paid", isShared: true }]);
  });

  it("say who uses them, for whoever is about to remove one", async () => {
    const { id } = await created("admin", { name: "함께 보기", query: "status=paid", isShared: true });
    const viewer = await app.api("viewer");
    const support = await app.api("support");
    await viewer.views.noteUse({ id });
    app.clock.advance(60_000);
    await support.views.noteUse({ id });
    await support.views.chooseDefault({ id });
    const usage = async () => (await (await app.api("admin")).views.usage({ id })).people;
    expect(await usage()).toMatchObject([
      { isDefault: true, isMe: false },
      { isDefault: false, isMe: false },
    ]);
    app.clock.advance(100 * 24 * 60 * 60 * 1000);
    expect(await usage()).toMatchObject([{ isDefault: true }]);
  });

  it("open a person's list while they may use the one they chose", async () => {
    const { id } = await created("finance", { name: "함께 보기", query: "status=paid", isShared: true });
    const viewer = await app.api("viewer");
    await viewer.views.chooseDefault({ id });
    expect((await viewer.sessions.me()).defaultView).toEqual({ id, query: "status=paid" });
    expect((await viewer.views.list()).defaultId).toBe(id);
    const finance = await app.api("finance");
    await finance.views.share({ id, isShared: false });
    expect((await viewer.sessions.me()).defaultView).toBeNull();
    await finance.views.share({ id, isShared: true });
    await viewer.views.chooseDefault({ id: null });
    expect((await viewer.sessions.me()).defaultView).toBeNull();
    await viewer.views.chooseDefault({ id });
    await finance.views.remove({ id });
    expect((await viewer.sessions.me()).defaultView).toBeNull();
  });
});

describe("columns of the list", () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  it("are remembered by the account, beside what else it remembers, and can be given up", async () => {
    const api = await app.api("viewer");
    await api.sessions.savePreferences({ density: "compact" });
    await api.sessions.savePreferences({ paymentColumns: "impUid-240.status.amount" });
    const elsewhere = await app.api("viewer");
    expect((await elsewhere.sessions.me()).preferences).toMatchObject({
      density: "compact",
      paymentColumns: "impUid-240.status.amount",
    });
    await elsewhere.sessions.savePreferences({ paymentColumns: null });
    expect((await api.sessions.me()).preferences.paymentColumns).toBeNull();
    await expect(api.sessions.savePreferences({ paymentColumns: "nonsense" })).rejects.toMatchObject({
      cause: { code: "INVALID_INPUT" },
    });
  });
});
