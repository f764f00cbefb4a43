import { type BusinessInformation, emptyBusiness } from "@maru/domain";
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import type { RouterOutputs } from "../../../lib/trpc.ts";
import { refusal } from "../../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../../testing/render-console.tsx";

type Detail = RouterOutputs["settings"]["application"]["get"];
type Business = RouterOutputs["settings"]["application"]["business"];
type Application = Detail["application"];

const atMs = Date.UTC(2026, 10, 20, 3);

const application = (change: Partial<Application> = {}): Application => ({
  id: "a1",
  method: "card",
  pgProvider: "kcp",
  paymentType: "one_time",
  integration: "window",
  state: "submitted",
  version: 3,
  owner: { id: "u1", name: "한재무" },
  dueOn: "2026-11-19",
  isOverdue: true,
  mid: "",
  documents: [
    { kind: "contract", state: "sent" },
    { kind: "seal_certificate", state: "needed" },
  ],
  contactBy: "2026-11-25",
  seen: { mids: [] },
  contradiction: null,
  createdBy: "한재무",
  createdAtMs: atMs,
  changedBy: "한재무",
  changedAtMs: atMs,
  ...change,
});

const detail = (change: Partial<Application> = {}): Detail => ({
  application: application(change),
  contacts: [{ name: "박피지", role: "", tel: "02-123-4567", email: "" }],
  files: [],
  events: [
    {
      id: "e1",
      kind: "moved",
      by: "한재무",
      atMs,
      facts: { from: "draft", to: "submitted", move: "forward" },
      text: null,
      isUnreadable: false,
    },
  ],
  next: [
    { to: "received", move: "forward" },
    { to: "cancelled", move: "cancel" },
  ],
  companyForm: null,
  isMasked: false,
});

const business = (information: BusinessInformation = emptyBusiness, version = 0): Business => ({
  version,
  changedBy: version === 0 ? null : "박관리",
  changedAtMs: version === 0 ? null : atMs,
  information,
  isUnreadable: false,
  problems: [],
  files: [],
  isMasked: false,
});

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

describe("the applications", () => {
  test("say that people recorded them, what is overdue, and what 아임포트 says otherwise", async () => {
    await renderConsole({
      path: "/settings/application",
      procedures: {
        "settings.application.list": () => ({
          items: [
            application(),
            application({ id: "a2", method: "vbank", state: "live", contradiction: "live_unlisted" }),
          ],
          business: { problems: 2, hasCertificate: false },
        }),
      },
    });
    const open = within(await screen.findByRole("table", { name: "진행 중" }));
    expect(open.getByRole("link", { name: "신용카드" }).getAttribute("href")).toBe("/settings/application/a1");
    expect(open.getAllByText("기한 지남").length).toBeGreaterThan(0);
    expect(open.getByText("2건 중 1건 보냄")).toBeTruthy();
    expect(within(screen.getByRole("table", { name: "끝난 신청" })).getByText("아임포트와 달라요")).toBeTruthy();
    expect(screen.getByText("여기에 적음")).toBeTruthy();
    expect(screen.getByText(/비었거나 확인하지 않은 칸이 2개/)).toBeTruthy();
  });

  test("are for reading only where the role does not keep them", async () => {
    await renderConsole({
      path: "/settings/application/a1",
      procedures: {
        "sessions.me": () => sessionOf("viewer"),
        "settings.application.get": () => ({ ...detail(), isMasked: true }),
      },
    });
    expect(await screen.findByText(/파일은 신청을 적는 역할만/)).toBeTruthy();
    expect(screen.getByText(/재무, 개발 또는 관리자 역할이 할 수 있어요/)).toBeTruthy();
    for (const name of ["저장", "단계 적기", "메모 남기기", "파일 올리기"]) {
      expect(screen.queryByRole("button", { name })).toBeNull();
    }
  });
});

describe("one application", () => {
  const open = (procedures: Parameters<typeof renderConsole>[0]["procedures"]) =>
    renderConsole({
      path: "/settings/application/a1",
      procedures: {
        "settings.application.get": () => detail(),
        "settings.application.people": () => ({ items: [{ id: "u1", name: "한재무" }] }),
        ...procedures,
      },
    });

  test("asks for the reason of a cancellation, and says the rule where it came too late", async () => {
    const { user, calls } = await open({
      "settings.application.move": () => {
        throw refusal("APPLICATION_IMPOSSIBLE", { rule: "cancel_too_late" });
      },
    });
    await user.selectOptions(await screen.findByRole("combobox", { name: "단계" }), "cancelled");
    await user.type(screen.getByRole("textbox", { name: "이유" }), "다른 PG사로 정함");
    await user.click(screen.getByRole("button", { name: "단계 적기" }));
    expect(await screen.findByText(/PG사가 접수한 신청은 취소할 수 없어요/)).toBeTruthy();
    expect(calls.find(({ path }) => path === "settings.application.move")?.input).toEqual({
      applicationId: "a1",
      version: 3,
      to: "cancelled",
      reason: "다른 PG사로 정함",
    });
    expect(screen.getByRole("textbox", { name: "이유" })).toHaveProperty("value", "다른 PG사로 정함");
  });

  test("shows both contents where somebody saved first, and saves the chosen one on top", async () => {
    let latest = detail();
    const versions: number[] = [];
    const { user } = await open({
      "settings.application.get": () => latest,
      "settings.application.change": (input) => {
        const { version, mid } = Object(input);
        versions.push(version);
        if (version !== 4) {
          latest = detail({ version: 4, mid: "THEIRS" });
          throw refusal("APPLICATION_CHANGED", { version: 4, by: "박관리" });
        }
        latest = detail({ version: 5, mid });
        return latest;
      },
    });
    await user.type(await screen.findByRole("textbox", { name: "PG사가 준 MID" }), "MINE");
    await user.click(screen.getByRole("button", { name: "저장" }));
    const choice = within(await screen.findByRole("table"));
    expect(screen.getByText("적는 동안 박관리 님이 먼저 저장했어요")).toBeTruthy();
    const row = within(choice.getByRole("row", { name: /MID/ }));
    expect(row.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["THEIRS", "MINE"]);
    expect(screen.getByRole("textbox", { name: "PG사가 준 MID" })).toHaveProperty("value", "MINE");
    await user.click(screen.getByRole("button", { name: "내 내용으로 저장" }));
    expect(await screen.findByText("저장했어요.")).toBeTruthy();
    expect(versions).toEqual([3, 4]);
    expect(screen.queryByText(/먼저 저장했어요/)).toBeNull();
  });
});

describe("the business information", () => {
  test("keeps what a person typed where it is not saved, and says each field's problem", async () => {
    const { user } = await renderConsole({
      path: "/settings/application/business",
      procedures: {
        "settings.application.business": () => business(),
        "settings.application.saveBusiness": () => {
          throw refusal("STORAGE_UNAVAILABLE");
        },
      },
    });
    const number = await screen.findByRole("textbox", { name: "사업자등록번호" });
    await user.type(number, "124-81-00997");
    await user.click(screen.getByRole("button", { name: "저장" }));
    expect(await screen.findByText(/검증 숫자를 확인해/)).toBeTruthy();
    expect(screen.getByText(/req-test-1/)).toBeTruthy();
    expect(number).toHaveProperty("value", "124-81-00997");
    expect(screen.getByRole("checkbox", { name: "사업자등록번호: 사업자등록증과 같아요" })).toHaveProperty(
      "checked",
      false,
    );
  });

  test("says in words that another secret sealed it", async () => {
    await renderConsole({
      path: "/settings/application/business",
      procedures: { "settings.application.business": () => ({ ...business(emptyBusiness, 2), isUnreadable: true }) },
    });
    expect(await screen.findByText(/다른 서버 비밀 키로 암호화한/)).toBeTruthy();
  });
});

test("new applications are chosen by method, PG and type, and nothing is offered that a PG does not have", async () => {
  const { user, calls } = await renderConsole({
    path: "/settings/application/new?methods=card,kakaopay&step=pgs",
    procedures: {
      "settings.application.add": () => ({ items: [], business: { problems: 0, hasCertificate: true }, added: 2 }),
      "settings.application.list": () => ({ items: [], business: { problems: 0, hasCertificate: true } }),
    },
  });
  await user.selectOptions(await screen.findByRole("combobox", { name: "신용카드 PG사" }), "kicc");
  const card = within(screen.getByRole("region", { name: "신용카드" }));
  expect(card.queryByRole("checkbox", { name: /수기/ })).toBeNull();
  await user.click(card.getByRole("checkbox", { name: "정기(빌링) (결제창)" }));
  await user.click(card.getByRole("checkbox", { name: "일반 (결제창)" }));
  await user.click(screen.getByRole("button", { name: "신청 2건 적기" }));
  expect(calls.find(({ path }) => path === "settings.application.add")?.input).toEqual({
    choices: [
      { method: "card", pgProvider: "kicc", paymentType: "subscription", integration: "window" },
      { method: "kakaopay", pgProvider: "kakaopay", paymentType: "one_time", integration: "window" },
    ],
  });
});
