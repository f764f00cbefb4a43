import { AppError } from "@maru/domain";
import { expect, it } from "vitest";
import { createImportClient, type ImportClientOptions } from "./index.ts";

const options: ImportClientOptions = {
  baseUrl: "https://api.iamport.kr",
  credentials: { key: "key", secret: "secret" },
  clock: { now: () => 0 },
};

it.each<[string, Partial<ImportClientOptions>]>([
  ["an address that is none", { baseUrl: "api.iamport.kr" }],
  ["an address of another protocol", { baseUrl: "ftp://api.iamport.kr" }],
  ["an address with a password, which it does not repeat", { baseUrl: "https://user:p4ssw0rd@api.iamport.kr" }],
  ["an address with a query", { baseUrl: "https://api.iamport.kr/?_token=p4ssw0rd" }],
  ["no key", { credentials: { key: "", secret: "secret" } }],
  ["no secret", { credentials: { key: "key", secret: "" } }],
  ["a sub-merchant's code in small letters", { tier: "abc" }],
  ["no room for a single read", { maxConcurrentReads: 0 }],
])("refuses %s before anything is sent", (_what, change) => {
  const create = () => createImportClient({ ...options, ...change });
  expect(create).toThrow(AppError);
  expect(create).toThrow(/^(?!.*p4ssw0rd)/);
});

it("sends nothing before the first call", () => {
  const client = createImportClient({
    ...options,
    fetch: () => {
      throw new Error("something was sent");
    },
  });
  expect(client).toBeDefined();
});
