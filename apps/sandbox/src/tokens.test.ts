import { expect, it } from "vitest";
import { Tokens } from "./tokens.ts";

const NOW = 1_700_000_000;

it("gives the same token with the same end while one lives", () => {
  const tokens = new Tokens(1);
  const first = tokens.issue(NOW);
  expect(first.expired_at).toBe(NOW + 1800);
  expect(tokens.issue(NOW + 1700)).toEqual(first);
});

it("adds five minutes when asked in the last minute", () => {
  const tokens = new Tokens(1);
  const first = tokens.issue(NOW);
  expect(tokens.issue(NOW + 1740)).toEqual(first);
  expect(tokens.issue(NOW + 1741)).toEqual({ ...first, expired_at: first.expired_at + 300 });
});

it("gives another token for thirty minutes once the first has ended", () => {
  const tokens = new Tokens(1);
  const first = tokens.issue(NOW);
  expect(tokens.isLive(first.access_token, NOW + 1799)).toBe(true);
  expect(tokens.isLive(first.access_token, NOW + 1800)).toBe(false);
  const second = tokens.issue(NOW + 1800);
  expect(second.access_token).not.toBe(first.access_token);
  expect(second.expired_at).toBe(NOW + 3600);
});
