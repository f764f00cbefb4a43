import type { AppRouter } from "@maru/server/router";
import { createTRPCClient } from "@trpc/client";
import { expect, test, vi } from "vitest";
import { networkLink } from "./network-link.ts";

test("what is asked at once comes in batches the server takes, each within one request line", async () => {
  const asked: { readonly calls: number; readonly length: number }[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const calls = new URL(address, "http://localhost").pathname.replace("/trpc/", "").split(",");
    asked.push({ calls: calls.length, length: address.length });
    return Response.json(calls.map(() => ({ result: { data: { faults: [] } } })));
  });
  const client = createTRPCClient<AppRouter>({ links: [networkLink] });
  await Promise.all(Array.from({ length: 60 }, () => client.refunds.safeMode.query()));
  expect(asked.map(({ calls }) => calls)).toEqual([25, 25, 10]);
  expect(asked.every(({ length }) => length <= 4000)).toBe(true);
  vi.unstubAllGlobals();
});

test("what is asked together with counts does not wait for them", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const path = new URL(address, "http://localhost").pathname.replace("/trpc/", "");
    asked.push(path);
    if (path.includes("counts")) return new Promise<never>(() => undefined);
    return Response.json(path.split(",").map(() => ({ result: { data: { faults: [] } } })));
  });
  const client = createTRPCClient<AppRouter>({ links: [networkLink] });
  void client.payments.counts.query({ text: "010" });
  await expect(client.refunds.safeMode.query()).resolves.toEqual({ faults: [] });
  expect(asked.toSorted()).toEqual(["payments.counts", "refunds.safeMode"]);
  vi.unstubAllGlobals();
});
