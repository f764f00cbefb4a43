import { createHash } from "node:crypto";
import { request as sendRequest } from "node:http";
import { type BusinessInformation, type CertificateValue, mostApplications, mostDocumentBytes } from "@maru/domain";
import { describe, expect, it, vi } from "vitest";
import { createAppServer } from "../../app-server.ts";
import { describeOnBothStores, openSqliteStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp, type TestAppOptions } from "../../testing/create-test-app.ts";
import { uploadPace } from "./receive-file.ts";

async function using<Result>(options: TestAppOptions, work: (app: TestApp) => Promise<Result>): Promise<Result> {
  const app = await createTestApp(options);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => {
      const { code, details } = Object(Object(error).cause);
      return { code, details };
    },
  );

const typed = (value: string): CertificateValue => ({ value, source: "typed", isConfirmed: true });
const information: BusinessInformation = {
  certificate: {
    businessNumber: typed("124-81-00998"),
    companyName: typed("주식회사 마루상점"),
    representative: typed("홍길동"),
    openedOn: typed("2019-03-11"),
    address: typed("서울특별시 마포구 월드컵북로 12"),
    businessType: typed("소매업"),
    businessItem: typed("의류"),
  },
  companyForm: "corporation",
  representativeTel: "010-1234-5678",
  representativeEmail: "ceo@example.com",
  contactName: "김담당",
  contactTel: "010-8765-4321",
  contactEmail: "staff@example.com",
  serviceKind: "web",
  serviceUrl: "https://shop.example.com",
  salesItems: "의류",
  monthlyVolume: 10_000_000,
  memo: "급함 010-2222-3333",
};
const card = { method: "card", pgProvider: "kcp", paymentType: "one_time", integration: "window" } as const;

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Upload {
  readonly cookie: string;
  readonly about?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  readonly origin?: string;
}

/** Sends a file as the page does. */
async function upload(app: TestApp, { cookie, about, bytes = new Uint8Array(picture), origin }: Upload) {
  const document = about ?? { applicationId: null, kind: "business_certificate", name: "등록증.png" };
  const request = new Request(new URL("/api/application/files", app.publicUrl), {
    method: "POST",
    headers: {
      origin: origin ?? app.publicUrl,
      cookie,
      "content-type": "application/octet-stream",
      "x-document": encodeURIComponent(JSON.stringify(document)),
    },
    body: bytes,
    ...(bytes instanceof ReadableStream ? { duplex: "half" } : {}),
  });
  const response = await app.app.fetch(request, { address: "192.0.2.1" });
  const { fileId, code, details } = Object(await response.json());
  return { status: response.status, fileId: String(fileId), code, details };
}

const take = (app: TestApp, cookie: string, fileId: string, applicationId: string | null) =>
  app.http("/api/application/files/download", { cookie, json: { fileId, applicationId } });

async function addOne(api: TestApi): Promise<string> {
  const { items } = await api.settings.application.add({ choices: [card] });
  const [first] = items;
  if (first === undefined) throw new Error("nothing was added");
  return first.id;
}

const plainChange = { ownerId: null, dueOn: null, mid: "", contacts: [], documents: [] };

describeOnBothStores("the tracker of applications", (open) => {
  it("begins each choice once, however often it is chosen (G7)", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const first = await api.settings.application.add({
        choices: [card, { ...card, method: "vbank" }, { ...card, paymentType: "subscription", integration: "api" }],
      });
      expect(first.added).toBe(3);
      const again = await api.settings.application.add({ choices: [card] });
      expect([again.added, again.items.length]).toEqual([0, 3]);
      const one = again.items.find(({ method, paymentType }) => method === "card" && paymentType === "one_time");
      expect(one).toMatchObject({ state: "draft", version: 1, contradiction: null, isOverdue: false });
      expect(one?.documents).toContainEqual({ kind: "contract", state: "needed" });
      await expect(api.settings.application.add({ choices: [{ ...card, integration: "api" }] })).rejects.toThrow();
    }));

  it("takes no more than the most there may be, from six who add at once", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      await addOne(api);
      const row = await app.deps.store.read.selectFrom("applications").selectAll().executeTakeFirstOrThrow();
      const others = Array.from({ length: mostApplications - 2 }, (_, at) => ({
        ...row,
        id: `old-${at}`,
        open_key: null,
        state: "cancelled" as const,
      }));
      for (let at = 0; at < others.length; at += 50) {
        await app.deps.store.write
          .insertInto("applications")
          .values(others.slice(at, at + 50))
          .execute();
      }
      const six = (["vbank", "trans", "phone"] as const).flatMap((method) =>
        (["kcp", "danal"] as const).map((pgProvider) => ({ ...card, method, pgProvider })),
      );
      const answers = await Promise.all(
        six.map((choice) => refusal(api.settings.application.add({ choices: [choice] }))),
      );
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      expect(answers).toContainEqual({ code: "APPLICATION_IMPOSSIBLE", details: { rule: "too_many_applications" } });
      expect((await api.settings.application.list()).items).toHaveLength(mostApplications);
    }));

  it("keeps owner, day, contacts and papers, and lets nobody overwrite what they have not seen", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const id = await addOne(api);
      const people = await api.settings.application.people();
      const owner = people.items[0];
      if (owner === undefined) throw new Error("there is nobody");
      const change = {
        ...plainChange,
        applicationId: id,
        version: 1,
        ownerId: owner.id,
        dueOn: "2026-11-19",
        contacts: [{ name: "박피지", role: "계약 담당", tel: "010-5555-6666", email: "pg@example.com" }],
        documents: [{ kind: "contract", state: "sent" }] as const,
      };
      const changed = await api.settings.application.change({ ...change, documents: [...change.documents] });
      expect(changed.application).toMatchObject({ version: 2, owner: { name: owner.name }, isOverdue: true });
      expect(changed.contacts).toMatchObject([{ name: "박피지" }]);
      const developer = await app.api("developer");
      expect(
        await refusal(developer.settings.application.change({ ...plainChange, applicationId: id, version: 1 })),
      ).toEqual({ code: "APPLICATION_CHANGED", details: { version: 2, by: changed.application.changedBy } });
      expect((await api.settings.application.get({ applicationId: id })).contacts).toHaveLength(1);
      expect(
        await refusal(
          api.settings.application.change({ ...plainChange, applicationId: id, version: 2, ownerId: "nobody" }),
        ),
      ).toMatchObject({ code: "APPLICATION_IMPOSSIBLE", details: { rule: "no_such_member" } });
      const stored = await app.deps.store.read.selectFrom("applications").selectAll().executeTakeFirstOrThrow();
      expect(JSON.stringify(stored)).not.toContain("박피지");
    }));

  it("loses one of two changes of the same version and says whose was first", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const id = await addOne(api);
      const change = (mid: string) =>
        refusal(api.settings.application.change({ ...plainChange, applicationId: id, version: 1, mid }));
      const answers = await Promise.all([change("A"), change("B")]);
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      expect((await api.settings.application.get({ applicationId: id })).application.version).toBe(2);
    }));

  it("is recorded as submitted only with complete information and a certificate", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const cookie = await app.signIn("finance");
      const id = await addOne(api);
      const submit = (version = 1) =>
        api.settings.application.move({ applicationId: id, version, to: "submitted", reason: "" });
      expect(await refusal(submit())).toMatchObject({ details: { rule: "business_incomplete" } });
      const half = { ...information, contactTel: "" };
      const kept = await api.settings.application.saveBusiness({ version: 0, information: half });
      expect(kept.problems).toEqual([{ field: "contactTel", kind: "missing" }]);
      expect(await refusal(submit())).toMatchObject({
        details: { rule: "business_incomplete", fields: ["contactTel"] },
      });
      await api.settings.application.saveBusiness({ version: 1, information });
      expect(await refusal(submit())).toMatchObject({ details: { rule: "certificate_missing" } });
      expect((await upload(app, { cookie })).status).toBe(200);
      const { application } = await submit();
      // Submitted on a Friday: three business days later is Wednesday.
      expect(application).toMatchObject({ state: "submitted", contactBy: "2026-11-25" });
      const refused = await api.audit.list({ event: "change.refused" });
      expect(refused.items.length).toBe(3);
    }));

  it("is cancelled only before the PG has it, and corrected with a reason (G7)", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const id = await addOne(api);
      const move = (version: number, to: "received" | "cancelled" | "submitted" | "draft" | "live", reason = "") =>
        api.settings.application.move({ applicationId: id, version, to, reason });
      await api.settings.application.saveBusiness({ version: 0, information });
      await upload(app, { cookie: await app.signIn("finance") });
      await move(1, "received");
      expect(await refusal(move(2, "cancelled", "그만두기"))).toMatchObject({
        code: "APPLICATION_IMPOSSIBLE",
        details: { rule: "cancel_too_late" },
      });
      expect(await refusal(move(2, "submitted"))).toMatchObject({ details: { rule: "reason_missing" } });
      await move(2, "submitted", "접수된 줄 알았어요");
      expect(await refusal(move(3, "submitted"))).toMatchObject({ details: { rule: "move_impossible" } });
      await move(3, "cancelled", "다른 PG사로 정했어요");
      // The same may be begun anew; then the cancelled one cannot come back beside it.
      const second = await api.settings.application.add({ choices: [card] });
      expect(second.added).toBe(1);
      expect(await refusal(move(4, "draft", "되살리기"))).toMatchObject({ details: { rule: "same_open" } });
      const { events } = await api.settings.application.get({ applicationId: id });
      expect(events.filter(({ kind }) => kind === "moved").map(({ facts, text }) => [facts.move, text])).toEqual([
        ["cancel", "다른 PG사로 정했어요"],
        ["correction", "접수된 줄 알았어요"],
        ["forward", null],
      ]);
      const { items } = await api.audit.list({ event: "application.moved" });
      expect(items.map(({ subject }) => subject)).toEqual([id, id, id]);
      expect(JSON.stringify(items)).not.toContain("다른 PG사");
    }));

  it("is flagged where i'mport's channels say otherwise", () =>
    using({ open }, async (app) => {
      const api = await app.api("admin");
      await api.settings.application.saveBusiness({ version: 0, information });
      await upload(app, { cookie: await app.signIn("admin") });
      const { items } = await api.settings.application.add({
        choices: [card, { ...card, method: "smilepay", pgProvider: "smilepay" }],
      });
      for (const { id, method } of items) {
        await api.settings.application.change({
          ...plainChange,
          applicationId: id,
          version: 1,
          mid: method === "card" ? "A8KX2" : "",
        });
        if (method === "smilepay")
          await api.settings.application.move({ applicationId: id, version: 2, to: "live", reason: "" });
      }
      expect((await api.settings.application.list()).items.map(({ contradiction }) => contradiction)).toEqual([
        null,
        null,
      ]);
      await app.channelWatch.step();
      const seen = (await api.settings.application.list()).items;
      expect(seen.find(({ method }) => method === "card")).toMatchObject({ contradiction: "listed_early" });
      expect(seen.find(({ method }) => method === "smilepay")).toMatchObject({ contradiction: "live_unlisted" });
    }));

  it("shows readers who do not keep it nothing personal", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const id = await addOne(api);
      await api.settings.application.saveBusiness({ version: 0, information });
      await api.settings.application.note({ applicationId: id, text: "박피지 010-5555-6666에 전화" });
      await api.settings.application.change({
        ...plainChange,
        applicationId: id,
        version: 1,
        contacts: [{ name: "박피지", role: "", tel: "010-5555-6666", email: "pg@example.com" }],
      });
      await upload(app, {
        cookie: await app.signIn("finance"),
        about: { applicationId: id, kind: "representative_id", name: "홍길동 신분증.png" },
      });
      const viewer = await app.api("viewer");
      const told = JSON.stringify([
        await viewer.settings.application.business(),
        await viewer.settings.application.get({ applicationId: id }),
        await viewer.settings.application.list(),
      ]);
      for (const secret of [
        "홍길동",
        "010-1234-5678",
        "ceo@",
        "김담당",
        "월드컵북로",
        '박피지"',
        "5555",
        "신분증.png",
        "2222",
      ]) {
        expect(told, secret).not.toContain(secret);
      }
      expect(told).toContain("124-81-00998");
      expect(app.logLines.join("\n")).not.toMatch(/홍길동|박피지|ceo@example|신분증/);
      const { items } = await api.audit.list({});
      expect(JSON.stringify(items)).not.toMatch(/홍길동|박피지|ceo@example|신분증/);
    }));

  it("takes everything with it when it is removed, and only when it led to nothing", () =>
    using({ open }, async (app) => {
      const api = await app.api("finance");
      const id = await addOne(api);
      const cookie = await app.signIn("finance");
      const { fileId } = await upload(app, {
        cookie,
        about: { applicationId: id, kind: "contract", name: "a.png" },
      });
      await api.settings.application.saveBusiness({ version: 0, information });
      await upload(app, { cookie });
      await api.settings.application.move({ applicationId: id, version: 1, to: "screening", reason: "" });
      expect(await refusal(api.settings.application.remove({ applicationId: id, version: 2 }))).toMatchObject({
        details: { rule: "not_removable" },
      });
      await api.settings.application.move({ applicationId: id, version: 2, to: "rejected", reason: "심사 거절" });
      const { items } = await api.settings.application.remove({ applicationId: id, version: 3 });
      expect(items).toEqual([]);
      const contents = await app.deps.store.read.selectFrom("application_file_contents").select("file_id").execute();
      expect(contents).toHaveLength(1);
      expect((await take(app, cookie, fileId, id)).status).toBe(404);
      expect((await take(app, cookie, contents[0]?.file_id ?? "", null)).status).toBe(200);
      const told = await api.audit.list({ event: "application.removed" });
      expect(told.items[0]).toMatchObject({ subject: id, details: { files: 1, state: "rejected" } });
    }));

  it("keeps a file encrypted and hands out the very bytes as a download, which is written down", () =>
    using({ open }, async (app) => {
      const cookie = await app.signIn("finance");
      const name = '등록증\r\nX-Evil: 1"/..\\사본.pdf';
      const { fileId } = await upload(app, { cookie, about: { applicationId: null, kind: "other", name } });
      const row = await app.deps.store.read
        .selectFrom("application_file_contents")
        .selectAll()
        .executeTakeFirstOrThrow();
      expect(Buffer.from(row.sealed).includes(picture.subarray(0, 16))).toBe(false);
      expect(row.sealed.byteLength).toBe(picture.byteLength + 28);
      const response = await take(app, cookie, fileId, null);
      expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true);
      expect(response.headers.get("content-type")).toBe("image/png");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("x-evil")).toBeNull();
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent("사본.png")}`,
      );
      const api = await app.api("admin");
      const { items } = await api.audit.list({ event: "application.file_taken" });
      expect(items[0]?.details).toEqual({ fileId, kind: "other", type: "image/png", bytes: picture.byteLength });
    }));
});

/** Sends zeros for as long as they are taken, a hundred megabytes at most, and says what came of it. */
function pour(app: TestApp, port: number, cookie: string) {
  const piece = Buffer.alloc(1024 * 1024);
  let written = 0;
  let most = 0;
  return new Promise<{ readonly status: number; readonly written: number; readonly most: number }>(
    (resolve, reject) => {
      let isAnswered = false;
      const request = sendRequest(
        {
          port,
          host: "127.0.0.1",
          path: "/api/application/files",
          method: "POST",
          headers: {
            host: new URL(app.publicUrl).host,
            origin: app.publicUrl,
            cookie,
            "x-document": encodeURIComponent(JSON.stringify({ applicationId: null, kind: "other", name: "a.png" })),
          },
        },
        (response) => {
          isAnswered = true;
          response.resume();
          request.destroy();
          resolve({ status: response.statusCode ?? 0, written, most });
        },
      );
      // What is still being sent when the answer is there goes nowhere.
      request.on("error", (error) => isAnswered || reject(error));
      const write = () => {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
        if (isAnswered) return;
        if (written >= 100 * piece.byteLength) request.end();
        else {
          written += piece.byteLength;
          if (request.write(piece)) setImmediate(write);
          else request.once("drain", write);
        }
      };
      write();
    },
  );
}

const hostile: readonly (readonly [string, Buffer, string])[] = [
  ["a page named as a picture", Buffer.from("<!doctype html><script>alert(1)</script>"), "unknown_type"],
  ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "unknown_type"],
  ["an archive that would unpack to much", Buffer.from("504b030414000000080000000000", "hex"), "unknown_type"],
  ["nothing", Buffer.alloc(0), "empty"],
  ["a picture cut off", picture.subarray(0, 40), "broken"],
  [
    "a picture with an archive behind it",
    Buffer.concat([picture, Buffer.from("504b0506", "hex"), Buffer.alloc(18)]),
    "carries_more",
  ],
  [
    "a picture of four billion pixels",
    Buffer.concat([picture.subarray(0, 16), Buffer.from("0000ffff0000ffff", "hex"), picture.subarray(24)]),
    "too_many_pixels",
  ],
];

describeOnBothStores("a file as large as may be", (open) => {
  it("is kept, and comes back byte by byte", () =>
    using({ open }, async (app) => {
      const [start, end] = [Buffer.from("%PDF-1.7\n"), Buffer.from("\n%%EOF\n")];
      const filling = createHash("shake256", { outputLength: mostDocumentBytes - start.length - end.length });
      const bytes = Buffer.concat([start, filling.update("a paper").digest(), end]);
      const cookie = await app.signIn("finance");
      const sent = await upload(app, { cookie, bytes: new Uint8Array(bytes) });
      expect(sent.status).toBe(200);
      const answer = await take(app, cookie, sent.fileId, null);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
      expect((await upload(app, { cookie, bytes: new Uint8Array(bytes.byteLength + 1) })).status).toBe(413);
    }));
});

describe("files that are brought", () => {
  it("of another kind, broken or with something hidden in them are refused, written down and kept nowhere", () =>
    using({ open: openSqliteStore }, async (app) => {
      const cookie = await app.signIn("finance");
      const api = await app.api("admin");
      for (const [name, bytes, refused] of hostile) {
        const answer = await upload(app, { cookie, bytes: new Uint8Array(bytes) });
        expect(answer, name).toMatchObject({ status: 412, code: "DOCUMENT_REFUSED", details: { refusal: refused } });
        const { items } = await api.audit.list({ event: "change.refused", limit: 1 });
        expect(items[0]?.details, name).toMatchObject({ code: "DOCUMENT_REFUSED", facts: { refusal: refused } });
      }
      expect(await app.deps.store.read.selectFrom("application_files").selectAll().execute()).toEqual([]);
    }));

  it("stops reading a hundred megabytes as soon as they are too many", () =>
    using({ open: openSqliteStore }, async (app) => {
      const piece = new Uint8Array(256 * 1024);
      let sent = 0;
      let isStopped = false;
      const bytes = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += piece.byteLength;
          if (sent > 100 * 1024 * 1024) controller.close();
          else controller.enqueue(piece);
        },
        cancel() {
          isStopped = true;
        },
      });
      const answer = await upload(app, { cookie: await app.signIn("finance"), bytes });
      expect(answer).toMatchObject({ status: 413, code: "PAYLOAD_TOO_LARGE" });
      expect(isStopped).toBe(true);
      expect(sent).toBeLessThan(12 * 1024 * 1024);
    }));

  it("that come as slowly as can be leave places for others, and lose their own before long", () =>
    using({ open: openSqliteStore }, async (app) => {
      const silent = () => {
        let isStopped = false;
        const bytes = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new Uint8Array(1)),
          cancel() {
            isStopped = true;
          },
        });
        return { bytes, isStopped: () => isStopped };
      };
      const [cookie, other] = [await app.signIn("finance"), await app.signIn("admin")];
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
      const held = [silent(), silent()];
      const waiting = held.map(({ bytes }) => upload(app, { cookie, bytes }));
      await vi.waitFor(async () => expect((await upload(app, { cookie })).details).toEqual({ limit: "own_uploads" }));
      expect((await upload(app, { cookie: other })).status).toBe(200);
      await vi.advanceTimersByTimeAsync(uploadPace.graceMs + 1_000);
      vi.useRealTimers();
      for (const answer of await Promise.all(waiting)) {
        expect(answer).toMatchObject({ code: "DOCUMENT_REFUSED", details: { refusal: "too_slow" } });
      }
      expect(held.map(({ isStopped }) => isStopped())).toEqual([true, true]);
      expect((await upload(app, { cookie })).status).toBe(200);
    }));

  it("of a hundred megabytes are turned away over a real connection, with memory as it was", () =>
    using({ open: openSqliteStore }, async (app) => {
      const server = createAppServer(Promise.resolve(app.app));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const cookie = await app.signIn("finance");
      const before = process.memoryUsage().arrayBuffers;
      const { status, written, most } = await pour(app, port, cookie);
      expect(status).toBe(413);
      expect(written).toBeLessThan(100 * 1024 * 1024);
      expect(most - before).toBeLessThan(48 * 1024 * 1024);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }));

  it("are taken by, and handed to, those who keep applications alone", () =>
    using({ open: openSqliteStore }, async (app) => {
      const finance = await app.signIn("finance");
      const { fileId } = await upload(app, { cookie: finance });
      for (const role of ["viewer", "support", "approver"] as const) {
        const cookie = await app.signIn(role);
        expect((await upload(app, { cookie })).status).toBe(403);
        expect((await take(app, cookie, fileId, null)).status).toBe(403);
      }
      expect((await upload(app, { cookie: "" })).status).toBe(401);
      expect((await take(app, "", fileId, null)).status).toBe(401);
      expect((await upload(app, { cookie: finance, origin: "https://evil.example" })).status).toBe(403);
      expect((await app.http(`/api/application/files/download?fileId=${fileId}`, { cookie: finance })).status).toBe(
        404,
      );
    }));

  it("open under their own application alone", () =>
    using({ open: openSqliteStore }, async (app) => {
      const api = await app.api("finance");
      const cookie = await app.signIn("finance");
      const { items } = await api.settings.application.add({ choices: [card, { ...card, method: "vbank" }] });
      const [one, other] = items;
      if (one === undefined || other === undefined) throw new Error("two were chosen");
      const about = { applicationId: one.id, kind: "contract", name: "contract.png" };
      const { fileId } = await upload(app, { cookie, about });
      expect((await take(app, cookie, fileId, one.id)).status).toBe(200);
      for (const applicationId of [other.id, null, "../../etc/passwd"]) {
        expect([400, 404]).toContain((await take(app, cookie, fileId, applicationId)).status);
      }
      expect(await refusal(api.settings.application.removeFile({ fileId, applicationId: other.id }))).toMatchObject({
        code: "NOT_FOUND",
      });
      expect((await upload(app, { cookie, about: { ...about, applicationId: "nobody" } })).status).toBe(404);
      expect((await upload(app, { cookie, about: { ...about, kind: "program" } })).status).toBe(400);
      expect((await upload(app, { cookie, about: { ...about, more: 1 } })).status).toBe(400);
    }));

  it("are at most twenty per application", () =>
    using({ open: openSqliteStore }, async (app) => {
      const cookie = await app.signIn("finance");
      for (let file = 0; file < 20; file += 1) expect((await upload(app, { cookie })).status).toBe(200);
      expect(await upload(app, { cookie })).toMatchObject({ status: 412, details: { rule: "too_many_files" } });
    }));

  it("sealed under another secret are said to be so, and the rest is still shown", () =>
    using({ open: openSqliteStore }, async (app) => {
      const cookie = await app.signIn("finance");
      const api = await app.api("finance");
      const { fileId } = await upload(app, { cookie });
      await api.settings.application.saveBusiness({ version: 0, information });
      const { store } = app.deps;
      await store.write
        .updateTable("application_file_contents")
        .set({ sealed: Buffer.alloc(60) })
        .execute();
      await store.write.updateTable("application_files").set({ name_sealed: "AAAA" }).execute();
      const other = await store.read.selectFrom("business_information").select("sealed").executeTakeFirstOrThrow();
      const flipped = Buffer.from(other.sealed ?? "", "base64");
      flipped[40] = (flipped[40] ?? 0) ^ 1;
      await store.write
        .updateTable("business_information")
        .set({ sealed: flipped.toString("base64") })
        .execute();
      const answer = await take(app, cookie, fileId, null);
      expect([answer.status, await answer.json()]).toMatchObject([412, { details: { rule: "sealed_otherwise" } }]);
      const business = await api.settings.application.business();
      expect(business).toMatchObject({ isUnreadable: true, version: 1, files: [{ name: null }] });
      expect((await api.settings.application.saveBusiness({ version: 1, information })).isUnreadable).toBe(false);
    }));
});
