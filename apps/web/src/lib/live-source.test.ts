import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appErrorOf } from "./error-message.ts";
import { liveSource } from "./live-source.ts";

/** The browser's EventSource, driven by the test instead of a server. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    opened = this;
  }

  say(type: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

let opened: FakeEventSource | undefined;

beforeEach(() => {
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function connect() {
  const heard: unknown[] = [];
  const stop = liveSource({
    onEvent: (event) => heard.push(event),
    onOpen: () => heard.push("open"),
    onLost: () => heard.push("lost"),
    onEnd: (reason) => heard.push(["end", appErrorOf(reason)?.code]),
  });
  if (opened === undefined) throw new Error("nothing was opened");
  return { heard, stop, source: opened };
}

test("passes on what the server says, once the connection stands", () => {
  const { heard, source } = connect();
  source.say("connected", { reconnectAfterInactivityMs: 40_000 });
  source.say("message", { type: "webhook.changed", deliveryId: "d1" });
  expect(source.url).toBe("/trpc/live.events");
  expect(heard).toEqual(["open", { type: "webhook.changed", deliveryId: "d1" }]);
});

test("tells a connection that the browser restores from one that is over", () => {
  const { heard, source } = connect();
  source.fail(0);
  source.say("connected", {});
  source.fail(FakeEventSource.CLOSED);
  expect(heard).toEqual(["lost", "open", ["end", undefined]]);
});

test("ends with the server's reason, such as a session that is over", () => {
  const { heard, source } = connect();
  const data = { appCode: "SIGNED_OUT", family: "signed_out", details: {}, requestId: null };
  source.say("serialized-error", { message: "Sign in again.", code: -32_001, data });
  expect(heard).toEqual([["end", "SIGNED_OUT"]]);
  expect(source.readyState).toBe(FakeEventSource.CLOSED);
});

test("gives up a connection that is silent for longer than the server lets it be, and not one that pings", () => {
  const { heard, source } = connect();
  source.say("connected", { reconnectAfterInactivityMs: 40_000 });
  vi.advanceTimersByTime(39_000);
  source.dispatchEvent(new Event("ping"));
  vi.advanceTimersByTime(39_000);
  expect(heard).toEqual(["open"]);
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual(["open", ["end", undefined]]);
});

test("hears nothing after it was stopped", () => {
  const { heard, stop, source } = connect();
  source.say("connected", { reconnectAfterInactivityMs: 40_000 });
  stop();
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual(["open"]);
  expect(source.readyState).toBe(FakeEventSource.CLOSED);
});
