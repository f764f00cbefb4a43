import type { Hono } from "hono";
import { banks, type CodeName, cards } from "../banks-and-cards.ts";
import { answer, Refusal } from "../envelope.ts";
import type { ApiEnv } from "../sandbox.ts";
import { tiers } from "../store.ts";

/** What a shop can read about its settings and about codes. */
export function addSettingReads(api: Hono<ApiEnv>): void {
  api.get("/users/pg", (c) => answer(c.get("store").channels));

  api.get("/tiers/:tierCode", (c) => {
    const tier = tiers.find((one) => one.tier_code === c.req.param("tierCode"));
    if (tier === undefined) throw new Refusal(404, "등록되지 않은 하위 상점입니다.");
    return answer(tier);
  });

  addCodeTable(api, "/banks", banks, "은행정보를 찾을 수 없습니다.");
  addCodeTable(api, "/cards", cards, "카드사정보를 찾을 수 없습니다.");
}

function addCodeTable(api: Hono<ApiEnv>, path: "/banks" | "/cards", table: readonly CodeName[], unknown: string): void {
  api.get(path, () => answer(table));
  api.get(`${path}/:code`, (c) => {
    const row = table.find((one) => one.code === c.req.param("code"));
    if (row === undefined) throw new Refusal(404, unknown);
    return answer(row);
  });
}
