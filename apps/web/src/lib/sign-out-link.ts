import type { AppRouter } from "@maru/server/router";
import type { TRPCLink } from "@trpc/client";
import { tap } from "@trpc/server/observable";
import { appErrorOf } from "./error-message.ts";
import { reportSignedOut } from "./session-watch.ts";

/** Notices that nobody is signed in any more, whichever call is told so and whoever made it. */
export const signOutLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op).pipe(
      tap({
        error(error) {
          if (appErrorOf(error)?.code === "SIGNED_OUT") reportSignedOut();
        },
      }),
    );
