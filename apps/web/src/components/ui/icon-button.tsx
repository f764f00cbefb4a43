import { type ComponentProps, type ReactNode, type RefObject, useRef } from "react";
import { classNames } from "../../lib/class-names.ts";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "ref"> {
  /** Names the button and is shown as its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string | undefined;
  /** Where the button is, for what opens beside it. */
  readonly ref?: RefObject<HTMLButtonElement | null> | undefined;
}

/** A button that shows only a picture. Its name appears on hover and on keyboard focus. */
export function IconButton({ label, icon, shortcut, className, ref: givenRef, ...rest }: IconButtonProps) {
  const ownRef = useRef<HTMLButtonElement>(null);
  const ref = givenRef ?? ownRef;
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={ref}
        aria-label={label}
        className={classNames(
          "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink aria-expanded:bg-sunk aria-expanded:text-ink disabled:opacity-45 coarse:size-10",
          className,
        )}
      >
        {icon}
      </button>
      <Tooltip triggerRef={ref} text={label} shortcut={shortcut} isName />
    </>
  );
}
