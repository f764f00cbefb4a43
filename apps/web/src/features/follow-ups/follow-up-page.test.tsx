import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { anInstruction } from "../../testing/an-instruction.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const impUid = "imp_100000000001";
const instruction = anInstruction({
  instructionId: "an-instruction-of-a-test",
  kind: "naver_order.place",
  target: { kind: "payment", id: impUid },
  impUid,
  askedAtMs: Date.UTC(2026, 10, 21),
  settledAtMs: null,
  isReadBack: false,
});
const order = {
  productOrderId: "10000000000101",
  status: "PAYED",
  claimType: null,
  claimStatus: null,
  productName: "린넨 앞치마",
  optionName: "화이트 / L",
  quantity: 1,
  productAmount: { amount: 8000, currency: "KRW" },
  deliveryAmount: { amount: 0, currency: "KRW" },
  ordererName: "김마루",
  ordererTel: "010-1234-5678",
  receiverName: "김마루",
  receiverTel: "010-1234-5678",
  address: "서울",
  postcode: "04780",
  shippingMemo: null,
  shippingDueAt: null,
};
const sent = { ...order, productOrderId: "10000000000102", productName: "머그", status: "DELIVERING" };
const won = (amount: number) => ({ amount, currency: "KRW" });

function factsOf(followUps: readonly string[]) {
  return {
    impUid,
    merchantUid: "o-1",
    status: "paid",
    amount: won(8000),
    left: won(8000),
    customerUid: null,
    followUps,
    quickChannels: [{ channelKey: "channel-key-quick", mid: "IX0MR", name: "KCP 퀵페이", isTestChannel: false }],
  };
}

async function open(procedures: Parameters<typeof renderConsole>[0]["procedures"], followUps = ["naver_orders"]) {
  const view = await renderConsole({
    path: `/payments/${impUid}/follow-ups`,
    procedures: {
      // The payment beside the panel is still being read.
      "payments.get": () => new Promise(() => undefined),
      "followUps.get": () => factsOf(followUps),
      "followUps.naverOrders": () => ({ orders: [order, sent], isMasked: false }),
      "instructions.list": () => ({ items: [], nextCursor: null }),
      ...procedures,
    },
  });
  await screen.findByRole("heading", { level: 2, name: "후속 처리" });
  return view;
}

const stepsOffered = () =>
  within(screen.getByRole("combobox", { name: "할 일" }))
    .getAllByRole("option")
    .map(({ textContent }) => textContent);

test("offers the steps that all chosen products allow, and none where there is none", async () => {
  const { user } = await open({});
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  expect(stepsOffered()).toEqual(["할 일 고르기", "발주 확인", "발송 처리", "취소"]);
  await user.click(screen.getByRole("checkbox", { name: /머그/ }));
  expect(screen.getByText("고른 상품주문에 함께 할 수 있는 일이 없어요.")).toBeTruthy();
  await user.click(screen.getByRole("checkbox", { name: /린넨 앞치마/ }));
  expect(stepsOffered()).toEqual(["할 일 고르기", "반품 접수"]);
});

test("sends a step under one id with the products named, and says what came of it", async () => {
  const { user, calls } = await open({
    "followUps.naverStep": () => ({ ...instruction, result: { reached: [order.productOrderId] } }),
    "instructions.get": () => ({
      instruction: { ...instruction, result: { reached: [order.productOrderId] } },
      steps: [],
    }),
  });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "place");
  await user.dblClick(screen.getByRole("button", { name: "발주 확인 · 1개" }));
  expect(await screen.findByText("상품주문 1개를 처리했어요.")).toBeTruthy();
  const given = calls.filter(({ path }) => path === "followUps.naverStep");
  expect(given).toHaveLength(1);
  expect(given[0]?.input).toEqual({
    instructionId: expect.stringMatching(/^[\w-]{16,64}$/),
    impUid,
    productOrderIds: [order.productOrderId],
    step: "place",
  });
});

test("asks once more before money goes back, with the amount on the button", async () => {
  const { user, calls } = await open({ "followUps.naverStep": () => instruction });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "cancel");
  await user.click(screen.getByRole("button", { name: "취소 · 1개" }));
  const sure = within(await screen.findByRole("alertdialog", { name: "구매자에게 돈이 돌아가요" }));
  expect(calls.some(({ path }) => path === "followUps.naverStep")).toBe(false);
  await user.click(sure.getByRole("button", { name: "₩8,000 돌려주기" }));
  expect(calls.filter(({ path }) => path === "followUps.naverStep")[0]?.input).toMatchObject({ step: "cancel" });
});

test("asks for a fresh code where the server does, and then sends the same step under the same id", async () => {
  let isProven = false;
  fakeHttp({
    "/trpc/console.status": () => liveStatus,
    "/api/auth/two-factor/verify-totp": () => {
      isProven = true;
      return { body: {} };
    },
  });
  const { user, calls } = await open({
    "followUps.naverStep": () => {
      if (!isProven) throw refusal("STEP_UP_REQUIRED");
      return { ...instruction, kind: "naver_order.cancel", result: { reached: [order.productOrderId] } };
    },
    "instructions.get": () => ({
      instruction: { ...instruction, kind: "naver_order.cancel", result: { reached: [order.productOrderId] } },
      steps: [],
    }),
  });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "cancel");
  await user.click(screen.getByRole("button", { name: "취소 · 1개" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "₩8,000 돌려주기" }));
  await user.type(await screen.findByRole("textbox", { name: "인증 앱의 6자리 코드" }), "123456");
  await user.click(screen.getByRole("button", { name: "확인" }));
  expect(await screen.findByText("상품주문 1개를 처리했어요.")).toBeTruthy();
  const ids = calls.filter(({ path }) => path === "followUps.naverStep").map(({ input }) => JSON.stringify(input));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("a form whose answer never came is, after a reload, sent under the same id, and once what came of it is known under another", async () => {
  const press = async (user: Awaited<ReturnType<typeof open>>["user"]) => {
    await user.click(await screen.findByRole("radio", { name: "구매확정" }));
    await user.click(screen.getByRole("button", { name: "상태 알리기" }));
  };
  const idsOf = (calls: Awaited<ReturnType<typeof open>>["calls"]) =>
    calls
      .filter(({ path }) => path === "followUps.changePaycoOrder")
      .map(({ input }) => (input as { instructionId: string }).instructionId);
  const unknown = () => {
    throw refusal("NOT_FOUND");
  };
  const lost = await open(
    { "followUps.changePaycoOrder": () => Promise.reject(new Error("dead line")), "instructions.get": unknown },
    ["payco_order"],
  );
  await press(lost.user);
  cleanup();
  const done = { ...instruction, kind: "payco_order.change" };
  const procedures = {
    "followUps.changePaycoOrder": () => done,
    "instructions.get": () => ({ instruction: done, steps: [] }),
  };
  const again = await open({ ...procedures, "instructions.get": unknown }, ["payco_order"]);
  await press(again.user);
  expect(await screen.findByText(/처리했어요/)).toBeTruthy();
  cleanup();
  const next = await open(procedures, ["payco_order"]);
  await press(next.user);
  const [first, second, third] = [idsOf(lost.calls)[0], idsOf(again.calls)[0], idsOf(next.calls)[0]];
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("shows the PG's own words when it refuses, and begins anew with another id", async () => {
  const refused = {
    ...instruction,
    kind: "payco_order.change",
    state: "refused" as const,
    refusal: { code: -1, message: "[1404|이미 배송 시작된 주문입니다.]" },
  };
  const { user, calls } = await open(
    { "followUps.changePaycoOrder": () => refused, "instructions.get": () => ({ instruction: refused, steps: [] }) },
    ["payco_order"],
  );
  await user.click(await screen.findByRole("radio", { name: "구매확정" }));
  await user.click(screen.getByRole("button", { name: "상태 알리기" }));
  expect(await screen.findByText("[1404|이미 배송 시작된 주문입니다.]")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "다시 요청" }));
  await user.click(screen.getByRole("button", { name: "상태 알리기" }));
  const ids = calls
    .filter(({ path }) => path === "followUps.changePaycoOrder")
    .map(({ input }) => JSON.stringify(input));
  expect(new Set(ids).size).toBe(2);
});

test("says which rule stopped it before anything was sent", async () => {
  const { user } = await open({
    "followUps.naverStep": () => {
      throw refusal("INSTRUCTION_IMPOSSIBLE", { rule: "above_limit" });
    },
  });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "place");
  await user.click(screen.getByRole("button", { name: "발주 확인 · 1개" }));
  expect(
    await screen.findByText("혼자 돌려줄 수 있는 한도를 넘어요. 한도가 더 큰 담당자에게 부탁해 주세요."),
  ).toBeTruthy();
});

test("lets a viewer look and do nothing", async () => {
  await open({ "sessions.me": () => sessionOf("viewer") });
  expect(await screen.findByText(/후속 처리를 할 권한이 없어요/)).toBeTruthy();
  expect(screen.queryByRole("combobox", { name: "할 일" })).toBeNull();
});

test("goes on to another step with the same products once one was done", async () => {
  const { user } = await open({
    "followUps.naverStep": () => instruction,
    "instructions.get": () => ({ instruction, steps: [] }),
  });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "place");
  await user.click(screen.getByRole("button", { name: "발주 확인 · 1개" }));
  await user.click(await screen.findByRole("button", { name: "다른 일 하기" }));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /린넨 앞치마/ }).checked).toBe(true);
  expect(stepsOffered()).toContain("발송 처리");
});

test("never says that nothing goes back where Naver names no amount", async () => {
  const nameless = { ...order, productAmount: null };
  const { user } = await open({ "followUps.naverOrders": () => ({ orders: [nameless], isMasked: false }) });
  await user.click(await screen.findByRole("checkbox", { name: /린넨 앞치마/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "할 일" }), "cancel");
  await user.click(screen.getByRole("button", { name: "취소 · 1개" }));
  expect(await screen.findByRole("button", { name: "₩8,000 돌려주기" })).toBeTruthy();
});

test("says at each field what is wrong with a partner's part, and sends nothing", async () => {
  const { user, calls } = await open({}, ["partner_receipt"]);
  await user.type(await screen.findByRole("textbox", { name: "사업자등록번호" }), "124-81-00990");
  await user.type(screen.getByRole("textbox", { name: "상점 이름" }), "마루상회");
  await user.type(screen.getByRole("textbox", { name: "금액(원)" }), "9,000");
  await user.click(screen.getByRole("button", { name: "하위 상점 등록" }));
  expect(screen.getByText("사업자등록번호 10자리를 확인해 주세요.")).toBeTruthy();
  expect(screen.getByText("하위 상점 금액의 합이 남은 결제 금액보다 커요.")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "사업자등록번호" })));
  expect(screen.getByRole("textbox", { name: "상점 이름" }).getAttribute("aria-invalid")).toBeNull();
  expect(calls.some(({ path }) => path === "followUps.splitReceipt")).toBe(false);
});

test("deletes a member of KCP Quick Pay only after one more question", async () => {
  const { user, calls } = await open(
    { "sessions.me": () => sessionOf("admin"), "followUps.deleteKcpQuickMember": () => instruction },
    ["kcp_quick"],
  );
  const part = within(await screen.findByRole("region", { name: "회원 정보 삭제" }));
  await user.type(part.getByRole("textbox", { name: "회원 아이디" }), "member-1");
  await user.type(part.getByRole("textbox", { name: "파트너 타입" }), "IX99");
  await user.type(part.getByRole("textbox", { name: "파트너 서브타입" }), "99IX");
  await user.click(part.getByRole("button", { name: "회원 정보 삭제" }));
  const sure = within(await screen.findByRole("alertdialog", { name: "회원 정보를 삭제할까요?" }));
  expect(calls.some(({ path }) => path === "followUps.deleteKcpQuickMember")).toBe(false);
  await user.click(sure.getByRole("button", { name: "회원 정보 삭제" }));
  await waitFor(() => {
    const given = calls.find(({ path }) => path === "followUps.deleteKcpQuickMember");
    expect(given?.input).toMatchObject({ memberId: "member-1", siteCode: "IX0MR", partnerType: "IX99" });
  });
});
