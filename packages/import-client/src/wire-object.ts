/** A JSON object as upstream spelled it. */
export type WireObject = Readonly<Record<string, unknown>>;

/** Whether something off the wire has fields. */
export function isWireObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
