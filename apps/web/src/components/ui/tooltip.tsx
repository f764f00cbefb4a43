import { lazy, type RefObject, Suspense, useEffect, useId, useState } from "react";

const TooltipOverlay = lazy(() => import("./tooltip-overlay.tsx"));

const hoverDelayMs = 500;

export interface TooltipProps {
  /** The focusable element it belongs to, rendered beside it. */
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly shortcut?: string | undefined;
  /** The text repeats the trigger's name, so it is not read out a second time. */
  readonly isName?: boolean;
  /** Pressing the trigger opens it too, as on a touch screen nothing hovers; only where pressing does nothing else. */
  readonly opensOnPress?: boolean;
}

/**
 * Explains the element it points at, on hover and on keyboard focus. Escape closes it, and it stays while the pointer is
 * on it. Its code is fetched the first time it is needed.
 */
export function Tooltip({ triggerRef, text, shortcut, isName = false, opensOnPress = false }: TooltipProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();

  useEffect(() => {
    const trigger = triggerRef.current;
    if (trigger === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (open: boolean, delay: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setOpen(open), delay);
    };
    const enter = (event: PointerEvent) => {
      if (event.pointerType === "mouse") later(true, hoverDelayMs);
    };
    const leave = () => later(false, 120);
    const focus = () => {
      if (trigger.matches(":focus-visible")) setOpen(true);
    };
    const close = () => {
      clearTimeout(timer);
      setOpen(false);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    };
    const press = () => {
      clearTimeout(timer);
      setOpen(true);
    };
    const pressElsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !trigger.contains(event.target)) close();
    };
    trigger.addEventListener("pointerenter", enter);
    trigger.addEventListener("pointerleave", leave);
    if (opensOnPress) {
      trigger.addEventListener("click", press);
      document.addEventListener("pointerdown", pressElsewhere);
    } else {
      trigger.addEventListener("pointerdown", close);
    }
    trigger.addEventListener("focus", focus);
    trigger.addEventListener("blur", close);
    trigger.addEventListener("keydown", key);
    return () => {
      clearTimeout(timer);
      trigger.removeEventListener("pointerenter", enter);
      trigger.removeEventListener("pointerleave", leave);
      trigger.removeEventListener("click", press);
      document.removeEventListener("pointerdown", pressElsewhere);
      trigger.removeEventListener("pointerdown", close);
      trigger.removeEventListener("focus", focus);
      trigger.removeEventListener("blur", close);
      trigger.removeEventListener("keydown", key);
    };
  }, [triggerRef, opensOnPress]);

  useEffect(() => {
    if (isName) return;
    const trigger = triggerRef.current;
    trigger?.setAttribute("aria-describedby", id);
    return () => trigger?.removeAttribute("aria-describedby");
  }, [triggerRef, id, isName]);

  return (
    <>
      {!isName && (
        <span hidden id={id}>
          {text}
        </span>
      )}
      {isOpen && (
        <Suspense>
          <TooltipOverlay triggerRef={triggerRef} text={text} shortcut={shortcut} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
