import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Button } from "./button.tsx";

test("takes a held Enter for one press where it moves money, and leaves other keys alone", () => {
  render(
    <>
      <Button variant="danger">환불</Button>
      <Button>다음</Button>
    </>,
  );
  const goesOn = (name: string, key: string, repeat: boolean) =>
    fireEvent.keyDown(screen.getByRole("button", { name }), { key, repeat });
  expect(goesOn("환불", "Enter", false)).toBe(true);
  expect(goesOn("환불", "Enter", true)).toBe(false);
  expect(goesOn("환불", "Tab", true)).toBe(true);
  expect(goesOn("다음", "Enter", true)).toBe(true);
});
