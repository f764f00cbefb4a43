import type { Role } from "@maru/domain";
import type { AppRouter } from "@maru/server/router";
import { type BrowserContextOptions, request } from "@playwright/test";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";

export interface Member {
  readonly email: string;
  readonly password: string;
}

export type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** The console's own procedures, called as somebody who is signed in. */
export type MaruApi = TRPCClient<AppRouter>;

/** Signs in as a demo role without a browser and returns the cookie as a browser keeps it. */
export function signInAsDemo(url: string, role: Role): Promise<StorageState> {
  return signIn(url, "/api/demo/sign-in", { role });
}

export function signInWithPassword(url: string, { email, password }: Member): Promise<StorageState> {
  return signIn(url, "/api/auth/sign-in/email", { email, password });
}

async function signIn(url: string, path: string, data: object): Promise<StorageState> {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  try {
    const answer = await context.post(path, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return await context.storageState();
  } finally {
    await context.dispose();
  }
}

export function createMaruApi(url: string, { cookies }: Pick<StorageState, "cookies">): MaruApi {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers: { cookie, origin: url } })],
  });
}
