import { type ScheduleState, scheduleStateNames } from "@maru/domain";
import { classNames } from "../../lib/class-names.ts";
import { useLocale } from "../../lib/i18n.tsx";

const tones: Readonly<Record<ScheduleState, string>> = {
  scheduled: "bg-wait-wash text-wait",
  succeeded: "bg-ok-wash text-ok",
  failed: "bg-bad-wash text-bad",
  cancelled: "bg-sunk text-ink-2",
  revoked: "bg-sunk text-ink-2",
  unknown: "bg-unsure-wash text-unsure",
};

/** A schedule's state by word, and by colour beside it. */
export function ScheduleStateText({ state }: { readonly state: ScheduleState }) {
  const locale = useLocale();
  return (
    <span
      className={classNames(
        "justify-self-start rounded-sm px-1.5 py-px text-small font-semibold whitespace-nowrap",
        tones[state],
      )}
    >
      {scheduleStateNames[state][locale]}
    </span>
  );
}
