import { type EscrowOrder, type EscrowParty, emptyParty } from "./escrow-order.ts";

/** A field of the form, named by where it stands in the order. */
export type EscrowField =
  | `${"sender" | "receiver"}.${keyof EscrowParty}`
  | "courier"
  | "invoice"
  | "sentAt"
  | "receivingOn"
  | "dispatchAddress"
  | "products"
  | "sendEmail";

export type EscrowMode = "register" | "change";

const always = ["courier", "invoice", "sentAt"] as const satisfies EscrowField[];

const both = (...fields: (keyof EscrowParty)[]): EscrowField[] =>
  (["sender", "receiver"] as const).flatMap((party) => fields.map((field): EscrowField => `${party}.${field}`));

interface EscrowNeeds {
  readonly register: readonly EscrowField[];
  readonly change: readonly EscrowField[];
  /** Asked for where it may be stated, needed nowhere. */
  readonly optional?: readonly EscrowField[];
}

const inicis: readonly EscrowField[] = [...both("name", "tel", "postcode", "address"), ...always];
const daou: readonly EscrowField[] = ["sender.relationship", ...always, "receivingOn", "dispatchAddress"];
const twoLines: readonly EscrowField[] = [
  ...both("name", "tel", "postcode", "addressLine1", "addressLine2"),
  ...always,
];

/**
 * What each PG with a delivery API needs.
 * Source: PortOne V1 OpenAPI, `POST` and `PUT /escrows/logis/{imp_uid}`. For a change the pages of Smartro and Welcome ask
 * only what stands under `logis` (Welcome the products as well), while the document marks the same fields required in the
 * parts both operations share: asking for all of them holds under either reading.
 */
const needs: Readonly<Record<string, EscrowNeeds>> = {
  html5_inicis: { register: inicis, change: inicis },
  kcp: { register: always, change: always },
  daou: { register: daou, change: daou },
  ksnet: { register: always, change: always },
  smartro_v2: { register: twoLines, change: twoLines },
  nice_v2: { register: always, change: always, optional: ["sendEmail"] },
  welcome: { register: [...twoLines, "products"], change: [...twoLines, "products"] },
};

/** The fields this PG needs; undefined when it has no delivery API. */
export function escrowFields(pgProvider: string | null, mode: EscrowMode): readonly EscrowField[] | undefined {
  return needsOf(pgProvider)?.[mode];
}

/** Every field a form for this PG shows. */
export function escrowFormFields(pgProvider: string | null, mode: EscrowMode): readonly EscrowField[] {
  const found = needsOf(pgProvider);
  if (found === undefined) return [];
  return mode === "register" ? [...found.register, ...(found.optional ?? [])] : found.change;
}

function needsOf(pgProvider: string | null): EscrowNeeds | undefined {
  return pgProvider !== null && Object.hasOwn(needs, pgProvider) ? needs[pgProvider] : undefined;
}

/** The fields this PG needs and the order leaves empty. */
export function missingEscrowFields(
  pgProvider: string | null,
  mode: EscrowMode,
  order: Omit<EscrowOrder, "instructionId" | "impUid">,
): readonly EscrowField[] {
  return (escrowFields(pgProvider, mode) ?? []).filter((field) => isEmpty(order, field));
}

function isEmpty(order: Omit<EscrowOrder, "instructionId" | "impUid">, field: EscrowField): boolean {
  if (field === "products") return order.products.length === 0;
  const [party, part] = field.split(".");
  if (party === "sender" || party === "receiver") {
    const key = (Object.keys(emptyParty) as (keyof EscrowParty)[]).find((each) => each === part);
    return key === undefined || order[party][key] === null;
  }
  const value = (order as Readonly<Record<string, unknown>>)[field];
  return value === null || value === "";
}

/** What makes of one line of address the two that some PGs want: the road and number, then the rest. */
export function splitAddress(address: string): readonly [string, string] {
  const plain = address.trim().replace(/\s+/g, " ");
  const road = /^(.*?(?:로|길|대로)\s?\d+(?:-\d+)?(?:번길\s?\d+(?:-\d+)?)?)[,\s]+(\S.*)$/.exec(plain);
  if (road?.[1] !== undefined && road[2] !== undefined) return [road[1], road[2]];
  const lot = /^(.*?(?:동|리|가)\s?\d+(?:-\d+)?)[,\s]+(\S.*)$/.exec(plain);
  if (lot?.[1] !== undefined && lot[2] !== undefined) return [lot[1], lot[2]];
  return [plain, ""];
}
