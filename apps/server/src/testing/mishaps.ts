/** What becomes of the answer to a write, after the work or without it. */
export type Mishap = (answer: Response) => Response | Promise<Response>;

const enveloped = (status: number, code: number, message: string) => () =>
  Response.json({ code, message, response: null }, { status });

export const silence: Mishap = () => new Promise(() => undefined);

export const mishaps: readonly [name: string, mishap: Mishap][] = [
  ["the connection is reset", () => Promise.reject(Object.assign(new TypeError("x"), { code: "ECONNRESET" }))],
  ["the other side hangs up", () => Promise.reject(Object.assign(new TypeError("x"), { code: "UND_ERR_SOCKET" }))],
  ["no answer comes in time", silence],
  ["an error page of the gateway comes", () => new Response("<html>502 Bad Gateway</html>", { status: 502 })],
  ["a server error comes in an envelope", enveloped(500, -1, "서버 오류")],
  ["the service says that it is away", () => new Response("", { status: 503 })],
  ["the gateway gives up waiting", () => new Response("upstream timed out", { status: 504 })],
  ["the answer breaks off", async (answer) => new Response((await answer.text()).slice(0, 40))],
  ["the answer is empty", () => new Response("")],
  ["the answer is of another shape", () => Response.json({ code: 0, message: null, response: { ok: true } })],
  ["the answer leads elsewhere", () => new Response(null, { status: 302, headers: { location: "https://x.invalid" } })],
  ["too many requests are complained of", enveloped(429, -1, "요청이 너무 많습니다.")],
  ["the PG refuses under HTTP 200", enveloped(200, -1, "[8178] 상계가능 정산금액 부족")],
  ["the token is turned away", enveloped(401, -1, "Unauthorized")],
];

/** How a client waits in such tests: pauses between attempts are short, and an answer that never comes is not waited for. */
export function pauseUnless(isUnanswered: () => boolean): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      const isWaitForAnswer = ms >= 15_000;
      setTimeout(resolve, isWaitForAnswer && !isUnanswered() ? ms : 0).unref();
    });
}
