export interface VendorParameter {
  readonly name: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly "x-portone-supported-pgs"?: readonly string[];
  readonly "x-portone-per-pg"?: Readonly<Record<string, { readonly required?: boolean }>>;
}

export interface VendorOperation {
  readonly description?: string;
  readonly parameters?: readonly VendorParameter[];
  readonly "x-portone-supported-pgs"?: readonly string[];
}

/** A part of a body, whose fields say for which PGs they are required. */
export interface VendorPart {
  readonly properties?: Readonly<Record<string, VendorPart>>;
  readonly "x-portone-per-pg"?: Readonly<Record<string, { readonly required?: boolean }>>;
}

interface VendorDocument {
  readonly definitions?: Readonly<Record<string, VendorPart>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, VendorOperation>>>>;
}

const [text] = Object.values(
  import.meta.glob(["../../../../../shared/domain/v1.openapi.json"], { query: "?raw", import: "default", eager: true }),
);

/** The vendor's published document, which lives beside the repository; `vitest.config.ts` says loudly when it does not. */
export const vendorDocument: VendorDocument | undefined = text === undefined ? undefined : readDocument(text);

function readDocument(json: string): VendorDocument {
  const value: unknown = JSON.parse(json);
  if (!isDocument(value)) throw new Error("the vendor's document has no paths");
  return value;
}

function isDocument(value: unknown): value is VendorDocument {
  return typeof value === "object" && value !== null && "paths" in value;
}

/** `POST /vbanks`. */
export function vendorOperation(name: string): VendorOperation | undefined {
  const [method = "", path = ""] = name.split(" ");
  return vendorDocument?.paths[path]?.[method.toLowerCase()];
}
