import { randomBytes, randomInt } from "node:crypto";

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

function randomSyllable(): string {
  return String.fromCharCode(randomInt(firstSyllable, lastSyllable + 1));
}

/** Somebody no other journey and no computed payment knows. */
export function randomPerson(): { readonly name: string; readonly tel: string; readonly id: string } {
  const middle = String(randomInt(1000, 10_000));
  const last = String(randomInt(1000, 10_000));
  return {
    name: `김${randomSyllable()}${randomSyllable()}`,
    tel: `010-${middle}-${last}`,
    id: randomBytes(6).toString("hex"),
  };
}
