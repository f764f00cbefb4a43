import { TRPCClientError } from "@trpc/client";
import type { LiveSource } from "./live.ts";

/**
 * The server's events as tRPC sends them, read with the browser's own EventSource, which reconnects by itself. tRPC's
 * subscription link does the same, but shares files with what the first page needs and would make that page larger.
 * https://trpc.io/docs/server/subscriptions
 */
export const liveSource: LiveSource = ({ onEvent, onOpen, onLost, onEnd }) => {
  const source = new EventSource("/trpc/live.events");
  let longestSilenceMs: number | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(silence);
    source.close();
  };
  const end = (reason?: unknown) => {
    stop();
    onEnd(reason);
  };
  /** A connection that says nothing for longer than the server lets it is dead, whatever the browser believes. */
  const awaitMore = () => {
    clearTimeout(silence);
    if (longestSilenceMs !== undefined) silence = setTimeout(end, longestSilenceMs);
  };
  source.addEventListener("connected", ({ data }) => {
    longestSilenceMs = JSON.parse(data).reconnectAfterInactivityMs;
    awaitMore();
    onOpen();
  });
  source.addEventListener("message", ({ data }) => {
    awaitMore();
    onEvent(JSON.parse(data));
  });
  source.addEventListener("ping", awaitMore);
  source.addEventListener("return", () => end());
  source.addEventListener("serialized-error", ({ data }) => end(TRPCClientError.from({ error: JSON.parse(data) })));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) end();
    else onLost();
  });
  return stop;
};
