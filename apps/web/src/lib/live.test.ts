import { beforeEach, expect, test, vi } from "vitest";
import { fakeApi } from "../testing/fake-api.ts";
import { connectLive, expectSignOut, forgetChangedPayments, type LiveHandlers, startLive } from "./live.ts";
import { connectApi, queryClient, trpc } from "./trpc.ts";

let handlers: LiveHandlers;
let stop: () => void;
let connections = 0;

beforeEach(async () => {
  vi.useFakeTimers();
  connectApi(fakeApi({ "sessions.me": () => ({}) }).link);
  connectLive((given) => {
    handlers = given;
    connections += 1;
    given.onOpen();
    return () => {};
  });
  forgetChangedPayments();
  stop = startLive();
  await vi.advanceTimersByTimeAsync(0);
  return () => {
    stop();
    vi.useRealTimers();
  };
});

const list = trpc.payments.list.queryOptions({ mode: "all", basis: "status", sort: "-time", limit: 50 }).queryKey;
const opened = trpc.payments.get.queryOptions({ impUid: "imp_1" }).queryKey;
const isStale = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated;

test("a burst of changes costs one reading, of everything but the lists", async () => {
  queryClient.setQueryData(list, { items: [], nextCursor: null });
  queryClient.setQueryData(opened, undefined);
  const invalidate = vi.spyOn(queryClient, "invalidateQueries");
  for (const impUid of ["imp_1", "imp_2", "imp_1"])
    handlers.onEvent({ type: "payment.changed", impUids: [impUid], added: [] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(invalidate).toHaveBeenCalledOnce();
  expect(isStale(list)).toBe(false);
});

test("a connection that ends is replaced by itself", async () => {
  const before = connections;
  handlers.onEnd(new Error("gone"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connections).toBe(before + 1);
});

test("what was missed while the connection was gone is read again", async () => {
  const invalidate = vi.spyOn(queryClient, "invalidateQueries");
  handlers.onLost();
  expect(invalidate).not.toHaveBeenCalled();
  handlers.onOpen();
  expect(invalidate).toHaveBeenCalled();
});

const signedOut = Object.assign(new Error("Sign in again."), { data: { appCode: "SIGNED_OUT", family: "signed_out" } });

test("asks whether a session that ended by itself has another in its place", async () => {
  const ask = vi.spyOn(queryClient, "fetchQuery");
  handlers.onEnd(signedOut);
  expect(ask).toHaveBeenCalledOnce();
});

test("asks nothing of a session that its reader is ending", async () => {
  const ask = vi.spyOn(queryClient, "fetchQuery");
  expectSignOut(true);
  handlers.onEnd(signedOut);
  expectSignOut(false);
  expect(ask).not.toHaveBeenCalled();
});
