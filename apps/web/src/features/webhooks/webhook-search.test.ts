import type { WebhookFilter } from "@maru/domain";
import { expect, test } from "vitest";
import { readWebhookSearch, writeWebhookSearch } from "./webhook-search.ts";

const read = (search: string) => readWebhookSearch(new URLSearchParams(search));

const cases: readonly (readonly [string, WebhookFilter])[] = [
  ["verdict=rejected&answer=200&slowerThanMs=50", { verdict: "rejected", answer: 200, slowerThanMs: 50 }],
  ["from=2026-11-01&to=2026-11-26&text=%20imp_1%20", { from: "2026-11-01", to: "2026-11-26", text: "imp_1" }],
  ["verdict=nonsense&answer=500&slowerThanMs=abc&from=2026-13-01&ip=", {}],
  ["address=other&mode=test&unknown=1", { address: "other", mode: "test" }],
];

test.each(cases)("%s", (search, filter) => {
  expect(read(search)).toEqual(filter);
  expect(readWebhookSearch(writeWebhookSearch(filter))).toEqual(filter);
});
