import { vi } from "vitest";

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeRequest {
  readonly path: string;
  readonly body: unknown;
}

type FakeRoutes = Record<string, (body: unknown) => FakeAnswer | "unreachable">;

/** The public status of a console in sandbox mode. */
export const sandboxStatus: FakeAnswer = {
  body: {
    result: {
      data: {
        mode: "sandbox",
        environment: "sandbox",
        storeName: "Sandbox store",
        version: "0.1.0",
        demoRoles: ["viewer", "support", "finance", "approver", "developer", "admin"],
        setupRequired: false,
        publicUrl: "http://localhost:8787",
      },
    },
  },
};

/** The public status of a console with real credentials, whose account has live channels or test channels only. */
function statusOf(environment: "test" | "live"): FakeAnswer {
  return {
    body: {
      result: {
        data: {
          mode: "live",
          environment,
          storeName: "shop.example",
          version: "0.1.0",
          demoRoles: [],
          setupRequired: false,
          publicUrl: "https://shop.example",
        },
      },
    },
  };
}

export const testStatus = statusOf("test");
export const liveStatus = statusOf("live");

/** Replaces `fetch` by routes of plain addresses, such as the sign-in service's. Unknown addresses cannot be reached. */
export function fakeHttp(routes: FakeRoutes): { readonly requests: readonly FakeRequest[] } {
  const requests: FakeRequest[] = [];
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
    requests.push({ path: address, body });
    const answer = routes[address]?.(body) ?? "unreachable";
    if (answer === "unreachable") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer.body ?? {}), {
      status: answer.status ?? 200,
      headers: { "content-type": "application/json", ...answer.headers },
    });
  });
  return { requests };
}
