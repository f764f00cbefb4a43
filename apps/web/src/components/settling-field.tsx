import { useEffect, useRef, useState } from "react";
import { TextField } from "./ui/text-field.tsx";

/** Typing settles for this long before a list is asked again. */
const settleMs = 250;

interface SettlingFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly type?: "search" | "text";
  readonly inputMode?: "numeric";
  readonly value: string;
  readonly onSettle: (value: string) => void;
  readonly fieldClassName?: string;
}

/** A field of a filter: what the address says back is taken over only when it came from elsewhere. */
export function SettlingField({ value, onSettle, type = "search", ...field }: SettlingFieldProps) {
  const [text, setText] = useState(value);
  const settled = useRef(value);
  useEffect(() => {
    if (value === settled.current) return;
    settled.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const typed = text.trim();
    if (typed === settled.current) return;
    const timer = setTimeout(() => {
      settled.current = typed;
      onSettle(typed);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [text, onSettle]);
  return <TextField {...field} type={type} autoComplete="off" spellCheck={false} value={text} onChange={setText} />;
}
