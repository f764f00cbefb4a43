import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, test } from "vitest";
import * as z from "zod/mini";
import { sessionOf } from "../testing/render-console.tsx";
import { SessionProvider } from "./session.tsx";
import { useTabDraft } from "./tab-draft.ts";

const shape = z.object({ name: z.string(), amount: z.string() });

function Signed({ children }: { readonly children: ReactNode }) {
  return <SessionProvider session={sessionOf("admin")}>{children}</SessionProvider>;
}

beforeEach(() => sessionStorage.clear());

test("keeps both of two fields that change before the form is drawn again", () => {
  const begin = () =>
    renderHook(() => useTabDraft({ what: "form", shape, start: () => ({ name: "", amount: "" }) }), {
      wrapper: Signed,
    });
  const { result } = begin();
  act(() => {
    result.current.change({ name: "김민수" });
    result.current.change({ amount: "5,000" });
  });
  expect(result.current.draft).toEqual({ name: "김민수", amount: "5,000" });
  expect(begin().result.current.draft).toEqual({ name: "김민수", amount: "5,000" });
});
