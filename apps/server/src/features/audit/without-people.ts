import { maskFreeText } from "@maru/domain";

const written: ReadonlySet<string> = new Set(["message", "reason", "reasons"]);

/** Words that people or PGs wrote may name a buyer; facts of the log are kept for ever and read by everybody. */
export function withoutPeople(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const masked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(masked);
    return typeof value === "string" ? maskFreeText(value) : value;
  };
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, written.has(key) ? masked(value) : value]),
  );
}
