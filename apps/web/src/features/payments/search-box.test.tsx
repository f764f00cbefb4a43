import { type PaymentQuery, paymentQuery } from "@maru/domain";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole } from "../../testing/render-console.tsx";
import { loadSearchMessages } from "./search-messages.ts";
import { aListedPayment, countsOf } from "./testing/payments.ts";

// What arrives lazily is compiled first, which takes a busy machine longer than a person would wait.
beforeAll(async () => {
  await Promise.all([import("./search-completion.tsx"), loadSearchMessages("ko"), loadSearchMessages("en")]);
});

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
  // jsdom has no layout to scroll.
  HTMLElement.prototype.scrollIntoView = () => undefined;
});

const row = aListedPayment({ merchantUid: "ORD-1" });

async function openList(options: Partial<ConsoleOptions> = {}) {
  const asked: PaymentQuery[] = [];
  const view = await renderConsole({
    path: "/payments",
    procedures: {
      "payments.list": (input) => {
        asked.push(paymentQuery.parse(input));
        return { items: [row], nextCursor: null };
      },
      "payments.counts": () => countsOf(1),
      "payments.facets": () => ({ method: ["vbank"], pgProvider: ["kcp"], mid: ["T0000"], currency: ["KRW"] }),
      ...options.procedures,
    },
    ...options,
  });
  const label = options.language === "en" ? "Search payments" : "결제 검색";
  await screen.findByRole("link", { name: "ORD-1" });
  const box = await screen.findByRole("combobox", { name: label });
  await view.user.click(box);
  return { ...view, box, asked, address: () => new URLSearchParams(view.router.state.location.search) };
}

const option = (name: RegExp) => screen.findByRole("option", { name });
const activeOption = (box: HTMLElement) => document.getElementById(box.getAttribute("aria-activedescendant") ?? "none");

describe("the search box by keyboard (A4)", () => {
  test("completes a key, then its value by name, and makes it a filter", async () => {
    const { user, box, address } = await openList();
    await user.type(box, "상");
    const key = await option(/^상태/);
    expect(box.getAttribute("aria-expanded")).toBe("true");
    expect(activeOption(box)).toBeNull();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(activeOption(box)).toBe(key));
    await user.keyboard("{Enter}부분");
    expect(box).toHaveProperty("value", "상태:부분");
    await waitFor(() => expect(activeOption(box)?.textContent).toContain("부분취소"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(address().getAll("status")).toEqual(["partially_cancelled"]));
    expect(box).toHaveProperty("value", "");
    expect(address().has("q")).toBe(false);
    expect(document.activeElement).toBe(box);
  });

  test("turns a whole line into chips with Enter, and the last chip back into text with Backspace", async () => {
    const { user, box, address, asked } = await openList();
    await user.type(box, "민수 status:paid amount:>50000 pg:kcp -method:vbank date:2024-03");
    await waitFor(() => expect(asked.at(-1)?.text).toContain("date:2024-03"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(address().getAll("where")).toEqual(["-method:vbank", "amount:>50000"]));
    expect(Object.fromEntries(address())).toMatchObject({
      q: "민수",
      status: "paid",
      pg: "kcp",
      from: "2024-03-01",
      to: "2024-03-31",
    });
    const chips = within(await screen.findByRole("list", { name: "적용한 필터" }));
    expect(await chips.findByRole("button", { name: "수단 아님: 가상계좌 필터 빼기" })).toBeTruthy();
    expect(chips.getByRole("button", { name: "금액: 50,000 초과 필터 빼기" })).toBeTruthy();

    await user.clear(box);
    await user.keyboard("{Backspace}");
    await waitFor(() => expect(box).toHaveProperty("value", "amount:>50000"));
    expect(address().getAll("where")).toEqual(["-method:vbank"]);
    await user.click(chips.getByRole("button", { name: "수단 아님: 가상계좌 필터 빼기" }));
    await waitFor(() => expect(address().has("where")).toBe(false));
  });

  test("does the same for whoever presses Enter before the completion has been drawn", async () => {
    const { box, address } = await openList();
    box.focus();
    fireEvent.input(box, { target: { value: "status:paid 민수" } });
    box.blur();
    // Out of the box nothing is drawn beside it, as before its first drawing; the key reaches the box alone.
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(address().getAll("status")).toEqual(["paid"]));
    expect(address().get("q")).toBe("민수");
    await waitFor(() => expect(box).toHaveProperty("value", "민수"));
  });

  test("says that there is no such key, and one key puts the right one in its place", async () => {
    const { user, box } = await openList();
    await user.type(box, "stauts:paid");
    expect(await screen.findAllByText(/‘stauts:’라는 검색 항목은 없어서/)).not.toEqual([]);
    expect(activeOption(box)?.textContent).toContain("‘status:paid’로 바꾸기");
    await user.keyboard("{Enter}");
    expect(box).toHaveProperty("value", "status:paid");
  });

  test("leaves Escape and the arrows to the box where there is nothing to choose", async () => {
    const { user, box } = await openList();
    await user.type(box, "민수");
    expect(screen.queryByRole("listbox")).toBeNull();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-1"));
    await user.click(box);
    await user.keyboard("{Escape}");
    expect(box).toHaveProperty("value", "");
  });

  test("lists every key when asked, and closes with Escape before anything else", async () => {
    const { user, box } = await openList({ language: "en" });
    await user.type(box, "st");
    await option(/^Status/);
    await user.clear(box);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(await option(/^Approval no/)).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("option")).toBeNull();
    expect(document.activeElement).toBe(box);
    expect(box.getAttribute("aria-expanded")).toBe("false");
  });
});
