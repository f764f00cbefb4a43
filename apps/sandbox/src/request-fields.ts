/** What a request carries, whichever way it was encoded: nested objects and lists of text, numbers and booleans. */
export type Fields = { [name: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Raised when a body is not what its content type says. */
export class UnreadableBody extends Error {}

/** Reads JSON, urlencoded or multipart fields. A body without a type is read as what it looks like. */
export async function readFields(request: Request): Promise<Fields> {
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("multipart/form-data")) {
    const form = await request.formData();
    const pairs: [string, string][] = [];
    form.forEach((value, name) => {
      if (typeof value === "string") pairs.push([name, value]);
    });
    return nestPairs(pairs);
  }
  const text = await request.text();
  if (text.trim() === "") return {};
  const looksLikeJson = text.trimStart().startsWith("{");
  if (type.includes("json") || (looksLikeJson && !type.includes("urlencoded"))) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new UnreadableBody("the body is not JSON");
    }
    if (!isFields(value)) throw new UnreadableBody("the body is not a JSON object");
    return value;
  }
  return nestPairs([...new URLSearchParams(text)]);
}

/** Turns `extra[requester]=customer` and `imp_uid[]=a&imp_uid[]=b` into the object and the list they stand for. */
export function nestPairs(pairs: readonly (readonly [string, string])[]): Fields {
  const root: Fields = Object.create(null);
  for (const [name, value] of pairs) {
    const [head = "", ...rest] = name.replaceAll("]", "").split("[");
    place(root, head, rest, value);
  }
  return root;
}

function place(into: Fields, head: string, rest: string[], value: string): void {
  if (head === "__proto__") return;
  const [next, ...others] = rest;
  if (next === undefined) {
    into[head] = value;
    return;
  }
  if (next === "" && others.length === 0) {
    const list = into[head];
    if (Array.isArray(list)) list.push(value);
    else into[head] = [value];
    return;
  }
  const inside = into[head];
  const object: Fields = isFields(inside) ? inside : Object.create(null);
  into[head] = object;
  place(object, next === "" ? String(Object.keys(object).length) : next, others, value);
}

/** Text, or null when it is missing or empty. Numbers are taken as their digits. */
export function textField(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === "string") return value.trim() === "" ? null : value;
  return typeof value === "number" ? String(value) : null;
}

/** A number, null when missing or empty, `undefined` when it is something else. */
export function numberField(fields: Fields, name: string): number | null | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^-?\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value);
}

export function flagField(fields: Fields, name: string): boolean {
  const value = fields[name];
  return value === true || value === "true" || value === "1" || value === 1;
}

/** A list, given as one, as numbered names, or as a single value. */
export function listField(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return [];
  const items: unknown[] = Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [value];
  return items
    .filter((item): item is string | number => typeof item === "string" || typeof item === "number")
    .map(String);
}
