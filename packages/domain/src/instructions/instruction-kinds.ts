import type { Localised } from "../locale.ts";

/** What can be told to upstream beside refunds: the family before the dot, the verb after it. */
export const instructionKindNames = {
  "virtual_account.issue": { ko: "가상계좌 발급", en: "Issue a virtual account" },
  "virtual_account.revoke": { ko: "가상계좌 폐기", en: "Revoke a virtual account" },
  "virtual_account.change": { ko: "가상계좌 변경", en: "Change a virtual account" },
} as const satisfies Readonly<Record<`${string}.${string}`, Localised>>;

export type InstructionKindName = keyof typeof instructionKindNames;
type FamilyOf<Kind> = Kind extends `${infer Family}.${string}` ? Family : never;
/** Kinds of one family keep out of each other's way where they are about the same thing. */
export type InstructionFamily = FamilyOf<InstructionKindName>;

/** What an instruction is about: `payment` is an `imp_uid`, `order` a `merchant_uid`, `customer` a `customer_uid`. */
export const instructionTargetKinds = ["payment", "order", "customer"] as const;
export type InstructionTargetKind = (typeof instructionTargetKinds)[number];

export interface InstructionTarget {
  readonly kind: InstructionTargetKind;
  readonly id: string;
}
