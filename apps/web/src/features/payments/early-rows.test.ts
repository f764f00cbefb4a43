import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paymentRows } from "./payment-list-query.ts";
import { readPaymentSearch } from "./payment-search.ts";

test("the rows a bare address shows are asked for before there is any code, in the same words", () => {
  const script = readFileSync(join(import.meta.dirname, "../../../public/before-paint.js"), "utf8");
  const [, key] = paymentRows(readPaymentSearch(new URLSearchParams())).queryKey;
  expect(script).toContain(`ask("payments.list", '${JSON.stringify(key?.input)}')`);
});
