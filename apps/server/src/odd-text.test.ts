import { expect, it } from "vitest";
import { describeOnBothStores } from "./db/testing/test-stores.ts";
import { createTestApp, type TestRequest } from "./testing/create-test-app.ts";

const nul = "a\0b";
const lone = "a\ud800b";

/** Every place a caller may put text that reaches the database. */
const requests = (text: string): readonly [string, TestRequest][] => [
  [read("payments.list", { text }), {}],
  [read("payments.counts", { text }), {}],
  [read("payments.get", { impUid: text }), {}],
  [read("payments.related", { impUid: text }), {}],
  [read("payments.timeline", { impUid: text }), {}],
  [read("payments.raw", { impUid: text }), {}],
  ["/trpc/payments.refresh", { json: { impUid: text } }],
  ["/trpc/payments.lookup", { json: { identifier: text } }],
  [read("audit.list", { event: text, actorUserId: text, subject: text }), {}],
  [read("webhooks.list", { cursor: `1.${text}` }), {}],
  ["/trpc/sessions.revoke", { json: { id: text } }],
  ["/trpc/users.setRole", { json: { userId: text, role: "viewer" } }],
  ["/trpc/users.deactivate", { json: { userId: text } }],
  ["/trpc/users.invite", { json: { email: `${text}@example.com`, role: "viewer" } }],
  ["/api/auth/sign-in/email", { json: { email: `${text}@example.com`, password: text } }],
  ["/api/set-up", { json: { token: text, name: text, password: `${text} correct horse` } }],
  ["/webhooks/iamport", { json: { imp_uid: text, merchant_uid: text, status: text } }],
];

function read(procedure: string, input: object): string {
  return `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
}

describeOnBothStores("text that no database can hold", (open) => {
  it.each([
    ["NUL", nul],
    ["half a character", lone],
  ])("%s is answered like any other that matches nothing", async (_, text) => {
    const app = await createTestApp({ open });
    const cookie = await app.signIn("admin");
    const failed: string[] = [];
    for (const [path, request] of requests(text)) {
      const { status } = await app.http(path, { ...request, cookie });
      if (status >= 500) failed.push(`${status} ${path}`);
    }
    await app.close();
    expect(failed).toEqual([]);
  });
});
