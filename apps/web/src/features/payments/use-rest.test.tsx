import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useRest } from "./use-rest.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test("a text that is there from the beginning rests", () => {
  expect(renderHook(() => useRest("민수")).result.current).toBe(true);
});

test("a text that is typed on rests once it has stayed as it is, and at once when it is again what it was", () => {
  const { result, rerender } = renderHook(({ text }) => useRest(text), { initialProps: { text: "" } });
  for (const text of ["i", "im", "imp"]) {
    rerender({ text });
    pass(200);
    expect(result.current).toBe(false);
  }
  pass(50);
  expect(result.current).toBe(true);
  rerender({ text: "imp_" });
  expect(result.current).toBe(false);
  rerender({ text: "imp" });
  expect(result.current).toBe(true);
});
