import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { IconButton } from "./icon-button.tsx";
import { CloseIcon } from "./icons.tsx";

test("is named by what it does, and shows the name to whoever reaches it by keyboard", async () => {
  render(<IconButton label="메뉴 열기" icon={<CloseIcon />} shortcut="M" />);
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "메뉴 열기" }));
  expect((await screen.findByRole("tooltip")).textContent).toContain("메뉴 열기");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("tooltip")).toBeNull();
});
