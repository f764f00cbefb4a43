import { type LaunchMode, type LaunchVerdict, launchModes, launchVerdicts } from "@maru/domain";

/** What the checklist shows, as its address says it. */
export interface LaunchSearch {
  readonly mode: LaunchMode;
  /** Null shows every item. */
  readonly verdict: LaunchVerdict | null;
}

/** What the address does not say, or says in words nobody knows, is the live list with every item. */
export function readLaunchSearch(parameters: URLSearchParams): LaunchSearch {
  return {
    mode: launchModes.find((mode) => mode === parameters.get("mode")) ?? "live",
    verdict: launchVerdicts.find((verdict) => verdict === parameters.get("verdict")) ?? null,
  };
}

/** The address of the checklist that shows this; what is usual stands in none. */
export function writeLaunchSearch({ mode, verdict }: LaunchSearch): string {
  const parameters = new URLSearchParams();
  if (mode !== "live") parameters.set("mode", mode);
  if (verdict !== null) parameters.set("verdict", verdict);
  const text = parameters.toString();
  return text === "" ? "/settings/launch-checklist" : `/settings/launch-checklist?${text}`;
}
