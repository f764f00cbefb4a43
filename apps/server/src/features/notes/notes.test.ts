import { randomUUID } from "node:crypto";
import type { Role } from "@maru/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";

describeOnBothStores("notes", (open) => {
  let app: TestApp;
  let impUid: string;

  beforeEach(async () => {
    app = await createTestApp({ open, sandbox: { payments: 0 } });
    const response = await app.sandbox.fetch(
      new Request("http://127.0.0.1/__sandbox/payments", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ status: "paid", amount: 30_000 }),
      }),
    );
    impUid = Object(await response.json()).payment.imp_uid;
    await (await app.api("admin")).payments.lookup({ identifier: impUid });
  });
  afterEach(() => app.close());

  const idOf = async (api: TestApi, role: Role) => {
    await app.api(role);
    const { items } = await api.payments.note.people();
    const person = items.find((each) => each.role === role);
    if (person === undefined) throw new Error(`nobody is ${role}`);
    return person.userId;
  };

  const found = async (text: string) =>
    (await (await app.api("support")).payments.list({ text })).items.map((item) => item.impUid);

  /** A moment after whatever was written before. */
  const write = async (api: TestApi, text: string, mentions: string[] = []) => {
    app.clock.advance(1_000);
    return (await api.payments.note.add({ noteId: randomUUID(), impUid, text, mentions })).note;
  };

  describe("writing one", () => {
    it("keeps it with its author and time, for everybody who may see the payment", async () => {
      const support = await app.api("support");
      await write(support, "  배송 전 취소 요청  ");
      const { items } = await (await app.api("viewer")).payments.note.list({ impUid });
      expect(items).toMatchObject([
        {
          text: "배송 전 취소 요청",
          version: 1,
          writtenAtMs: app.clock.now(),
          editedAtMs: null,
          mayEdit: false,
          mayRemove: false,
          earlier: [],
        },
      ]);
    });

    it("sent twice is written once", async () => {
      const api = await app.api("support");
      const note = { noteId: randomUUID(), impUid, text: "한 번만", mentions: [] };
      const both = await Promise.all([api.payments.note.add(note), api.payments.note.add(note)]);
      expect(both[0].note).toEqual(both[1].note);
      expect((await api.payments.note.list({ impUid })).items).toHaveLength(1);
      await expect((await app.api("finance")).payments.note.add(note)).rejects.toMatchObject({
        cause: { code: "INVALID_INPUT" },
      });
    });

    it("hides what is personal in it from roles that see no buyers", async () => {
      await write(await app.api("support"), "연락처 010-1234-5678 로 주세요");
      const { items } = await (await app.api("developer")).payments.note.list({ impUid });
      expect(items[0]?.text).toBe("연락처 010-****-5678 로 주세요");
    });

    it("is refused when it is empty, endless, about nothing or mentions a stranger", async () => {
      const api = await app.api("support");
      const note = { noteId: randomUUID(), impUid, text: "메모", mentions: [] };
      for (const wrong of [{ text: " \n " }, { text: "x".repeat(2_001) }, { mentions: ["nobody"] }, { noteId: "1" }]) {
        await expect(api.payments.note.add({ ...note, ...wrong })).rejects.toMatchObject({
          cause: { code: "INVALID_INPUT" },
        });
      }
      await expect(api.payments.note.add({ ...note, impUid: "imp_nobody" })).rejects.toMatchObject({
        cause: { code: "PAYMENT_NOT_FOUND" },
      });
      expect((await api.payments.note.list({ impUid })).items).toEqual([]);
    });

    it("takes any text: NUL, halves of characters, markup", async () => {
      const api = await app.api("support");
      const note = await write(api, "a\u0000b \ud800 <script>alert(1)</script> 🙂");
      expect(note.text).toBe("ab � <script>alert(1)</script> 🙂");
    });

    it("tells every open page that there is something new about the payment", async () => {
      const events: unknown[] = [];
      app.deps.live.subscribe((event) => events.push(event));
      await write(await app.api("support"), "메모");
      expect(events).toEqual([{ type: "payment.noted", impUid }]);
    });
  });

  describe("wording one anew", () => {
    it("keeps every earlier wording", async () => {
      const api = await app.api("support");
      const { id } = await write(api, "처음");
      app.clock.advance(60_000);
      await api.payments.note.edit({ noteId: id, version: 1, text: "다시", mentions: [] });
      app.clock.advance(60_000);
      const { note } = await api.payments.note.edit({ noteId: id, version: 2, text: "또다시", mentions: [] });
      expect(note).toMatchObject({ text: "또다시", version: 3, editedAtMs: app.clock.now() });
      expect(note.earlier.map(({ version, text }) => [version, text])).toEqual([
        [1, "처음"],
        [2, "다시"],
      ]);
    });

    it("is for its author alone", async () => {
      const { id } = await write(await app.api("support"), "처음");
      const edit = { noteId: id, version: 1, text: "남의 말", mentions: [] };
      for (const role of ["finance", "admin"] satisfies Role[]) {
        await expect((await app.api(role)).payments.note.edit(edit)).rejects.toMatchObject({
          cause: { code: "NOT_ALLOWED" },
        });
      }
    });

    it("changes nothing when it was worded anew meanwhile, and answers with how it stands", async () => {
      const api = await app.api("support");
      const { id } = await write(api, "처음");
      const first = { noteId: id, version: 1, text: "한 창에서", mentions: [] };
      const second = { noteId: id, version: 1, text: "다른 창에서", mentions: [] };
      const answers = await Promise.all([api.payments.note.edit(first), api.payments.note.edit(second)]);
      expect(answers.map(({ isSaved }) => isSaved).toSorted()).toEqual([false, true]);
      const { items } = await api.payments.note.list({ impUid });
      expect(items[0]).toMatchObject({ version: 2, text: answers[0].isSaved ? "한 창에서" : "다른 창에서" });
    });
  });

  describe("removing one", () => {
    it("leaves who removed it and, for those who write notes, what it said", async () => {
      const support = await app.api("support");
      const { id } = await write(support, "잘못 적음");
      await support.payments.note.remove({ noteId: id });
      const seen = async (role: Role) => (await (await app.api(role)).payments.note.list({ impUid })).items[0];
      expect(await seen("finance")).toMatchObject({
        text: "",
        removed: { atMs: app.clock.now() },
        mayEdit: false,
        earlier: [{ text: "잘못 적음" }],
      });
      expect(await seen("viewer")).toMatchObject({ text: "", earlier: [] });
    });

    it("is for its author and for administrators", async () => {
      const { id } = await write(await app.api("support"), "메모");
      await expect((await app.api("finance")).payments.note.remove({ noteId: id })).rejects.toMatchObject({
        cause: { code: "NOT_ALLOWED" },
      });
      await (await app.api("admin")).payments.note.remove({ noteId: id });
      expect(await found("note:메모")).toEqual([]);
    });
  });

  describe("mentioning somebody", () => {
    it("reaches that person, until they have seen it", async () => {
      const support = await app.api("support");
      const finance = await app.api("finance");
      const note = await write(support, "@재무 확인 부탁해요", [await idOf(support, "finance")]);
      expect(note.mentions).toHaveLength(1);
      expect(await finance.mentions.count()).toEqual({ unseen: 1 });
      expect(await finance.mentions.list()).toMatchObject({
        unseen: 1,
        items: [{ noteId: note.id, impUid, text: "@재무 확인 부탁해요", isSeen: false }],
      });
      expect(await support.mentions.count()).toEqual({ unseen: 0 });
      await finance.mentions.markSeen({ impUid: "imp_other" });
      expect(await finance.mentions.count()).toEqual({ unseen: 1 });
      await finance.mentions.markSeen({ impUid });
      expect(await finance.mentions.list()).toMatchObject({ unseen: 0, items: [{ isSeen: true }] });
    });

    it("tells nobody of what they wrote themselves, nor twice of one note, nor of a removed one", async () => {
      const support = await app.api("support");
      const finance = await app.api("finance");
      const [own, other] = [await idOf(support, "support"), await idOf(support, "finance")];
      const { id } = await write(support, "함께 봐요", [own, other, other]);
      expect(await support.mentions.count()).toEqual({ unseen: 0 });
      await finance.mentions.markSeen({});
      await support.payments.note.edit({ noteId: id, version: 1, text: "함께 봐요!", mentions: [other] });
      expect(await finance.mentions.count()).toEqual({ unseen: 0 });
      await write(support, "다시 봐요", [other]);
      const { items } = await support.payments.note.list({ impUid });
      await support.payments.note.remove({ noteId: items[1]?.id ?? "" });
      expect(await finance.mentions.count()).toEqual({ unseen: 0 });
    });

    it("offers names and roles, and no addresses", async () => {
      const { items } = await (await app.api("support")).payments.note.people();
      expect(items.length).toBeGreaterThan(0);
      expect(JSON.stringify(items)).not.toContain("@");
    });
  });

  it("every change is an entry of the audit log, without a word of the note", async () => {
    const api = await app.api("support");
    const { id } = await write(api, "비밀 010-1234-5678", [await idOf(api, "finance")]);
    await api.payments.note.edit({ noteId: id, version: 1, text: "비밀 둘", mentions: [] });
    await api.payments.note.remove({ noteId: id });
    const { items } = await (await app.api("admin")).audit.list({ subject: impUid });
    expect(items.map(({ event }) => event).slice(0, 3)).toEqual([
      "payment.note_removed",
      "payment.note_edited",
      "payment.note_added",
    ]);
    expect(items[2]).toMatchObject({
      actor: { role: "support" },
      details: { noteId: id, mentioned: [expect.any(String)] },
    });
    const told = JSON.stringify([items, app.logLines]);
    for (const word of ["비밀", "1234-5678"]) expect(told).not.toContain(word);
  });

  it("what stands is found by searching notes, and what no longer stands is not", async () => {
    const api = await app.api("support");
    const first = await write(api, "하나 배송지연");
    await write(api, "둘");
    expect(await found("note:배송지연")).toEqual([impUid]);
    await api.payments.note.edit({ noteId: first.id, version: 1, text: "하나 고침", mentions: [] });
    expect(await found("note:배송지연")).toEqual([]);
    expect(await found("note:고침 note:둘")).toEqual([impUid]);
    expect(await found("메모:고침")).toEqual([impUid]);
  });
});
