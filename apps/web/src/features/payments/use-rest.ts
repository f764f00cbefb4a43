import { useEffect, useState } from "react";

/** Longer than most people take from one key to the next. */
const restMs = 250;

/** Whether a text has stayed as it is for a moment: what costs much and is read late waits for that. */
export function useRest(text: string | undefined): boolean {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    if (rested === text) return;
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [rested, text]);
  return rested === text;
}
