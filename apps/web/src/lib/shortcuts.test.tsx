import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keyCaps, listenForShortcuts, type Shortcut, useShortcuts } from "./shortcuts.ts";

function Keys({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  useShortcuts("Test", shortcuts);
  return <input aria-label="field" />;
}

let stop: () => void;
beforeEach(() => {
  stop = listenForShortcuts();
});
afterEach(() => stop());

test("runs on its key", async () => {
  const run = vi.fn();
  render(<Keys shortcuts={[{ keys: "j", label: "Next", run }]} />);
  await userEvent.keyboard("j");
  expect(run).toHaveBeenCalledOnce();
});

test("runs while the keyboard types Korean", () => {
  const run = vi.fn();
  render(<Keys shortcuts={[{ keys: "j", label: "Next", run }]} />);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅓ", code: "KeyJ" }));
  expect(run).toHaveBeenCalledOnce();
});

test("rests while somebody types in a field, unless the command key is held", async () => {
  const run = vi.fn();
  const palette = vi.fn();
  const { getByLabelText } = render(
    <Keys
      shortcuts={[
        { keys: "j", label: "Next", run },
        { keys: "mod+k", label: "Palette", run: palette },
      ]}
    />,
  );
  const user = userEvent.setup();
  await user.type(getByLabelText("field"), "jj");
  await user.keyboard("{Control>}k{/Control}");
  expect(run).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledOnce();
});

test("takes two keys one after the other", async () => {
  const run = vi.fn();
  render(<Keys shortcuts={[{ keys: "g p", label: "Payments", run }]} />);
  await userEvent.keyboard("p");
  expect(run).not.toHaveBeenCalled();
  await userEvent.keyboard("gp");
  expect(run).toHaveBeenCalledOnce();
});

test("is gone with its component", async () => {
  const run = vi.fn();
  const { unmount } = render(<Keys shortcuts={[{ keys: "j", label: "Next", run }]} />);
  unmount();
  await userEvent.keyboard("j");
  expect(run).not.toHaveBeenCalled();
});

test("writes keys as they are printed", () => {
  expect(keyCaps("mod+k")).toEqual(["Ctrl K"]);
  expect(keyCaps("g p")).toEqual(["G", "P"]);
  expect(keyCaps("?")).toEqual(["?"]);
});
