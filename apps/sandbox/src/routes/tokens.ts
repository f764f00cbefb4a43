import type { Hono } from "hono";
import { answer, Refusal } from "../envelope.ts";
import { readFields, textField } from "../request-fields.ts";
import type { ApiEnv, Credentials } from "../sandbox.ts";
import type { Tokens } from "../tokens.ts";
import type { WorldClock } from "../world-clock.ts";

/** V1 `POST /users/getToken`. */
export function addTokenRoute(api: Hono<ApiEnv>, tokens: Tokens, clock: WorldClock, credentials: Credentials): void {
  api.post("/users/getToken", async (c) => {
    const fields = await readFields(c.req.raw);
    const key = textField(fields, "imp_key");
    const secret = textField(fields, "imp_secret");
    if (key === null || secret === null) throw new Refusal(401, "imp_key, imp_secret 파라메터가 누락되었습니다.");
    if (key !== credentials.apiKey || secret !== credentials.apiSecret) {
      throw new Refusal(401, "인증에 실패하였습니다. API키와 secret을 확인하세요.");
    }
    const now = clock.seconds();
    return answer({ ...tokens.issue(now), now });
  });
}
