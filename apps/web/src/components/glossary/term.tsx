import { type ReactNode, type RefObject, useRef } from "react";
import { classNames } from "../../lib/class-names.ts";
import { Tooltip } from "../ui/tooltip.tsx";
import { type TermName, useGlossary } from "./use-glossary.ts";

interface TermProps {
  readonly name: TermName;
  /** The word as it stands here. */
  readonly children: ReactNode;
  /** Among other headers the word looks like them until it is approached. */
  readonly isQuiet?: boolean;
}

/** A word of the trade with its line of help: on hover, on keyboard focus, and on a tap. */
export function Term({ name, children, isQuiet = false }: TermProps) {
  const ref = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={classNames(
          "max-w-full cursor-help truncate rounded-sm text-left decoration-line-strong decoration-dotted underline-offset-4",
          isQuiet ? "hover:text-ink hover:underline focus-visible:underline" : "underline",
        )}
      >
        {children}
      </button>
      <TermTip triggerRef={ref} name={name} opensOnPress />
    </>
  );
}

interface TermTipProps {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly name: TermName;
  /** Only where pressing the element does nothing else. */
  readonly opensOnPress?: boolean;
}

/** The help of a word whose element is a control already, such as a header that sorts. */
export function TermTip({ triggerRef, name, opensOnPress = false }: TermTipProps) {
  const help = useGlossary()?.[name].help;
  return help === undefined ? null : <Tooltip triggerRef={triggerRef} text={help} opensOnPress={opensOnPress} />;
}
