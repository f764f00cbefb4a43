import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { queryClient, type RouterOutputs } from "../../lib/trpc.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
import { aPaymentReading } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  Element.prototype.scrollIntoView = vi.fn();
});

type Note = RouterOutputs["payments"]["note"]["list"]["items"][number];

const path = "/payments/imp_448280090638";

function aNote(facts: Partial<Note> = {}): Note {
  return {
    id: "note-1",
    impUid: "imp_448280090638",
    text: "배송 전 취소 요청",
    version: 1,
    author: { userId: "user-1", name: "김지원" },
    writtenAtMs: Date.UTC(2026, 10, 21, 5),
    editedAtMs: null,
    removed: null,
    mentions: [],
    mayEdit: true,
    mayRemove: true,
    earlier: [],
    ...facts,
  };
}

const open = (notes: Note[], procedures: ConsoleOptions["procedures"] = {}, at = path) =>
  renderConsole({
    path: at,
    procedures: {
      "payments.get": () => aPaymentReading(),
      "payments.refresh": () => aPaymentReading(),
      "payments.related": () => ({ sameOrder: [], samePhone: null, sameEmail: null, sameCard: null }),
      "payments.timeline": () => ({ entries: [] }),
      "payments.note.list": () => ({ items: [...notes] }),
      "payments.note.people": () => ({
        items: [
          { userId: "user-2", name: "김서연", role: "finance" },
          { userId: "user-3", name: "박민서", role: "approver" },
        ],
      }),
      ...procedures,
    },
  });

const notes = async () => within(await screen.findByRole("region", { name: "메모" }));
const field = async () => (await notes()).findByRole<HTMLTextAreaElement>("textbox", { name: "새 메모" });

describe("writing a note", () => {
  test("calls a colleague by name, by keyboard alone", async () => {
    const written: Note[] = [];
    const { user, calls } = await open(written, {
      "payments.note.add": (input) => {
        const { text } = Object(input);
        written.push(aNote({ text, mentions: [{ userId: "user-3", name: "박민서" }] }));
        return { note: written[0] };
      },
    });
    await field();
    await user.keyboard("n");
    await user.keyboard("@");
    const list = await screen.findByRole("listbox", { name: "부를 사람" });
    expect(within(list).getAllByRole("option")).toHaveLength(2);
    await user.keyboard("{ArrowDown}");
    expect(within(list).getByRole("option", { selected: true }).textContent).toContain("박민서");
    await user.keyboard("{Enter}");
    await waitFor(async () => expect((await field()).value).toBe("@박민서 "));
    await user.keyboard("확인 부탁해요{Control>}{Enter}{/Control}");
    expect(await (await notes()).findByText("메모를 남겼어요")).toBeTruthy();
    const added = calls.find((call) => call.path === "payments.note.add")?.input;
    expect(added).toMatchObject({ impUid: "imp_448280090638", text: "@박민서 확인 부탁해요", mentions: ["user-3"] });
    expect(await (await notes()).findByText("@박민서")).toBeTruthy();
    expect((await field()).value).toBe("");
  });

  test("Escape declines the names and leaves the page where it is", async () => {
    const { user, router } = await open([]);
    await user.type(await field(), "@김");
    await screen.findByRole("listbox");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(router.state.location.pathname).toBe(path);
  });

  test("that cannot be saved keeps its text, and the same note is sent again", async () => {
    let fails = true;
    const { user, calls } = await open([], {
      "payments.note.add": () => {
        if (fails) throw refusal("STORAGE_FULL");
        return { note: aNote() };
      },
    });
    await user.type(await field(), "사라지면 안 되는 글");
    await user.click(screen.getByRole("button", { name: "남기기" }));
    expect(await screen.findByText("저장 공간이 부족해요")).toBeTruthy();
    expect((await field()).value).toBe("사라지면 안 되는 글");
    fails = false;
    await user.click(screen.getByRole("button", { name: "남기기" }));
    expect(await screen.findByText("메모를 남겼어요")).toBeTruthy();
    const sent = calls.filter((call) => call.path === "payments.note.add").map(({ input }) => Object(input).noteId);
    expect(new Set(sent).size).toBe(1);
    expect(sent).toHaveLength(2);
  });

  test("outlives the page: an unsent text is there again, for the same person alone", async () => {
    const first = await open([]);
    await first.user.type(await field(), "쓰다 만 글");
    first.unmount();
    queryClient.clear();
    const again = await open([]);
    expect((await field()).value).toBe("쓰다 만 글");
    again.unmount();
    queryClient.clear();
    const session = sessionOf("support");
    await open([], { "sessions.me": () => ({ ...session, user: { ...session.user, id: "user-9" } }) });
    expect((await field()).value).toBe("");
  });

  test("is not offered to a role that may not, which still reads", async () => {
    await open([aNote({ mayEdit: false, mayRemove: false })], { "sessions.me": () => sessionOf("viewer") });
    expect(await (await notes()).findByText("배송 전 취소 요청")).toBeTruthy();
    expect((await notes()).queryByRole("textbox")).toBeNull();
    expect((await notes()).getByText("메모를 쓰려면 ‘메모’ 권한이 필요해요.")).toBeTruthy();
  });
});

describe("a written note", () => {
  test("is worded anew in place, and its earlier wordings can be read", async () => {
    const list = [aNote()];
    const { user, calls } = await open(list, {
      "payments.note.edit": (input) => {
        const { text } = Object(input);
        const earlier = [{ version: 1, text: "배송 전 취소 요청", writtenAtMs: Date.UTC(2026, 10, 21, 5) }];
        list[0] = aNote({ text, version: 2, editedAtMs: Date.UTC(2026, 10, 21, 6), earlier });
        return { note: list[0], isSaved: true };
      },
    });
    await user.click(await (await notes()).findByRole("button", { name: "고치기" }));
    const box = await screen.findByRole("textbox", { name: "고치기" });
    await user.clear(box);
    await user.type(box, "배송 뒤 취소 요청");
    const item = within((await notes()).getByRole("listitem"));
    await user.click(item.getByRole("button", { name: "남기기" }));
    expect(await item.findByText("배송 뒤 취소 요청")).toBeTruthy();
    expect(calls.find((call) => call.path === "payments.note.edit")?.input).toMatchObject({ version: 1 });
    await user.click(await item.findByRole("button", { name: "이전 내용" }));
    expect(within(item.getByRole("list", { name: "이전 내용" })).getByText("배송 전 취소 요청")).toBeTruthy();
  });

  test("that changed in another window shows both texts and overwrites neither by itself", async () => {
    const other = aNote({ text: "다른 창에서 고친 글", version: 2 });
    const { user, calls } = await open([aNote()], {
      "payments.note.edit": (input) =>
        Object(input).version === 1
          ? { note: other, isSaved: false }
          : { note: aNote({ version: 3, text: "내 글" }), isSaved: true },
    });
    await user.click(await (await notes()).findByRole("button", { name: "고치기" }));
    await user.type(await screen.findByRole("textbox", { name: "고치기" }), " 내 글");
    const item = within((await notes()).getByRole("listitem"));
    await user.click(item.getByRole("button", { name: "남기기" }));
    expect((await item.findByRole("alert")).textContent).toContain("다른 창에서 고친 글");
    await user.click(screen.getByRole("button", { name: "내 내용으로 남기기" }));
    await waitFor(() =>
      expect(
        calls.filter((call) => call.path === "payments.note.edit").map(({ input }) => Object(input).version),
      ).toEqual([1, 2]),
    );
  });

  test("is removed only when asked twice, and says who removed it", async () => {
    const list = [aNote()];
    const { user } = await open(list, {
      "payments.note.remove": () => {
        list[0] = aNote({ text: "", removed: { atMs: Date.UTC(2026, 10, 21, 7), byName: "김지원" }, mayEdit: false });
      },
    });
    await user.click(await (await notes()).findByRole("button", { name: "지우기" }));
    expect(screen.getByText("지울까요?")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "지우기" }));
    expect(await screen.findByText(/김지원 님이 지웠어요/)).toBeTruthy();
    expect(screen.queryByText("배송 전 취소 요청")).toBeNull();
  });
});

describe("being mentioned", () => {
  test("is counted in the header, leads to the note, and is over once it is seen", async () => {
    let unseen = 1;
    const { user, router } = await open(
      [aNote({ id: "note-7", text: "@김지원 확인해 주세요", mentions: [{ userId: "user-1", name: "김지원" }] })],
      {
        "mentions.count": () => ({ unseen }),
        "mentions.list": () => ({
          unseen,
          items: [
            {
              noteId: "note-7",
              impUid: "imp_448280090638",
              byName: "박민서",
              text: "@김지원 확인해 주세요",
              atMs: Date.UTC(2026, 10, 21, 5),
              isSeen: false,
            },
          ],
        }),
        "mentions.markSeen": () => {
          unseen = 0;
        },
      },
      "/account",
    );
    await user.click(await screen.findByRole("button", { name: "나를 부른 메모, 안 읽은 것 1건" }));
    await user.click(await screen.findByRole("link", { name: /박민서 님이 불렀어요/ }));
    expect(router.state.location).toMatchObject({ pathname: path, hash: "#note-note-7" });
    const note = (await notes()).findByRole("listitem");
    await waitFor(async () => expect(document.activeElement).toBe(await note));
    expect(await screen.findByRole("button", { name: "나를 부른 메모" })).toBeTruthy();
  });
});
