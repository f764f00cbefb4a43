import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";
import { Secret } from "./secret.ts";

const secret = "a-secret-nobody-should-read";

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("debug", [new Secret(secret)], { write: (line) => lines.push(line) }));
  return lines.join("");
}

test.each([
  "password",
  "token",
  "access_token",
  "imp_key",
  "imp_secret",
  "authorization",
  "cookie",
  "buyer_tel",
  "email",
])("%s is not logged at any depth", (key) => {
  const text = logged((logger) => {
    logger.info({ [key]: "plain-to-see" }, "first");
    logger.info({ body: { [key]: "plain-to-see" } }, "second");
    logger.info({ request: { body: { [key]: "plain-to-see" } } }, "third");
  });
  expect(text).not.toContain("plain-to-see");
  expect(text.match(/\[redacted\]/g)).toHaveLength(3);
});

test("a secret of ours is removed wherever it stands", () => {
  const text = logged((logger) => {
    const cause = new Error(`upstream said ${secret}`);
    logger.error({ error: new Error("failed", { cause }), url: `https://x/?k=${secret}` }, `it was ${secret}`);
  });
  expect(text).toContain("upstream said [redacted]");
  expect(text).not.toContain(secret);
});

test("an error keeps its words, its place and its cause", () => {
  const text = logged((logger) => logger.error({ error: new Error("outer", { cause: new Error("inner") }) }, "oh"));
  expect(JSON.parse(text)).toMatchObject({
    level: "error",
    error: { message: "outer", stack: expect.stringContaining("logger.test.ts"), cause: { message: "inner" } },
  });
});
