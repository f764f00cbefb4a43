import { type Role, roles } from "@maru/domain";
import { useEffect, useState } from "react";

/** What anybody may know of this console before signing in. */
export interface ConsoleStatus {
  readonly mode: "sandbox" | "live";
  readonly storeName: string;
  readonly version: string;
  readonly demoRoles: readonly Role[];
  readonly isSetUpRequired: boolean;
}

/** Asked without the tRPC client, which the sign-in page does not carry. */
const address = "/trpc/console.status";
const retryMs = 3000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parse(answer: unknown): ConsoleStatus {
  const status = isRecord(answer) && isRecord(answer.result) ? answer.result.data : undefined;
  if (!isRecord(status)) throw new TypeError("The console's status has an unknown shape.");
  const { mode, storeName, version, demoRoles, setupRequired } = status;
  const names: readonly unknown[] = Array.isArray(demoRoles) ? demoRoles : [];
  return {
    mode: mode === "sandbox" ? "sandbox" : "live",
    storeName: typeof storeName === "string" ? storeName : "",
    version: typeof version === "string" ? version : "",
    demoRoles: roles.filter((role) => names.includes(role)),
    isSetUpRequired: setupRequired === true,
  };
}

async function read(signal: AbortSignal): Promise<ConsoleStatus> {
  const response = await fetch(address, { signal, credentials: "same-origin" });
  if (!response.ok) throw new TypeError(`The console answered ${response.status}.`);
  return parse(await response.json());
}

let known: ConsoleStatus | undefined;

export type ConsoleStatusReading =
  | { readonly state: "reading"; readonly status: undefined }
  | { readonly state: "failing"; readonly status: undefined }
  | { readonly state: "known"; readonly status: ConsoleStatus };

/** The console's public status; asked until it answers, once per page load. */
export function useConsoleStatus(): ConsoleStatusReading {
  const [status, setStatus] = useState(known);
  const [isFailing, setFailing] = useState(false);
  const isKnown = status !== undefined;

  useEffect(() => {
    if (isKnown) return;
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      read(aborter.signal).then(
        (answer) => {
          known = answer;
          setStatus(answer);
        },
        () => {
          if (aborter.signal.aborted) return;
          setFailing(true);
          timer = setTimeout(ask, retryMs);
        },
      );
    };
    ask();
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [isKnown]);

  if (status !== undefined) return { state: "known", status };
  return { state: isFailing ? "failing" : "reading", status: undefined };
}

/** Asks again next time, as a fresh page load would. */
export function forgetConsoleStatus(): void {
  known = undefined;
}
