import type { ReactNode } from "react";
import { classNames } from "../../lib/class-names.ts";

export type BannerTone = "info" | "ok" | "wait" | "bad" | "unsure";

const tones: Record<BannerTone, string> = {
  info: "border-accent bg-accent-wash",
  ok: "border-ok bg-ok-wash",
  wait: "border-wait bg-wait-wash",
  bad: "border-bad bg-bad-wash",
  unsure: "border-unsure bg-unsure-wash",
};

export interface BannerProps {
  readonly tone?: BannerTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** What one can do about it: a button or a link. */
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits its turn, absent says nothing. */
  readonly announce?: "alert" | "status" | undefined;
  readonly className?: string | undefined;
}

/** A message that stays with what it is about. */
export function Banner({ tone = "info", title, children, action, announce, className }: BannerProps) {
  return (
    <div
      role={announce}
      className={classNames(
        "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border-l-3 px-3 py-2.5",
        tones[tone],
        className,
      )}
    >
      <div className="min-w-0 flex-1 basis-60">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div className={title === undefined ? undefined : "text-ink-2"}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
