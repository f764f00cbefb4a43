import type { AppRouter } from "@maru/server/router";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import type { LiveSource } from "./live.ts";

/** The server's events, over server-sent events that reconnect by themselves. */
export const liveSource: LiveSource = ({ onEvent, onOpen, onLost, onEnd }) => {
  const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/trpc" })] });
  const subscription = client.live.events.subscribe(undefined, {
    onData: onEvent,
    onError: onEnd,
    onComplete: onEnd,
    onConnectionStateChange: ({ state, error }) => {
      if (state === "pending") onOpen();
      else if (state === "connecting" && error !== null) onLost();
    },
  });
  return () => subscription.unsubscribe();
};
