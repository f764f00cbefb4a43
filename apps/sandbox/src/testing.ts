import { afterEach } from "vitest";
import { createSandbox, type NewPayment, type Sandbox, type SandboxOptions } from "./index.ts";
import type { WirePayment } from "./payment-record.ts";

/** 2026-11-20 10:30 in Seoul, a Friday. */
export const TEST_NOW = 1_795_138_200;

/** A clock that stands still until it is moved. */
export class HandClock {
  #ms: number;

  constructor(seconds: number) {
    this.#ms = seconds * 1000;
  }

  now(): number {
    return this.#ms;
  }

  advance(seconds: number): void {
    this.#ms += seconds * 1000;
  }
}

export interface Answer<T> {
  status: number;
  code: number;
  message: string | null;
  response: T;
  headers: Headers;
}

export interface Page {
  total: number;
  previous: number;
  next: number;
  list: WirePayment[];
}

export interface Caller {
  sandbox: Sandbox;
  clock: HandClock;
  /** Signs in and sends; objects travel as JSON, strings as a form. */
  call<T = WirePayment>(
    method: string,
    path: string,
    body?: object | string,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  token(): Promise<string>;
  /** Makes a payment through the controls. */
  make(order?: NewPayment): WirePayment;
  close(): Promise<void>;
}

export function createCaller(options: SandboxOptions & { startAt?: number } = {}): Caller {
  const { startAt, ...rest } = options;
  const clock = new HandClock(startAt ?? TEST_NOW);
  const sandbox = createSandbox({ payments: 300, clock, ...rest });
  const send = async <T>(
    method: string,
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const type = typeof body === "string" ? "application/x-www-form-urlencoded" : "application/json";
    const init: RequestInit = { method, headers: body === undefined ? headers : { "content-type": type, ...headers } };
    if (body !== undefined) init.body = typeof body === "string" ? body : JSON.stringify(body);
    const response = await sandbox.fetch(new Request(`http://sandbox.test${path}`, init));
    const answer: Omit<Answer<T>, "status" | "headers"> = JSON.parse(await response.text());
    return { ...answer, status: response.status, headers: response.headers };
  };
  const token = async () => {
    const credentials = { imp_key: "sandbox", imp_secret: "sandbox-secret" };
    return (await send<{ access_token: string }>("POST", "/users/getToken", credentials)).response.access_token;
  };
  return {
    sandbox,
    clock,
    token,
    async call(method, path, body, headers = {}) {
      return await send(method, path, body, { authorization: await token(), ...headers });
    },
    make: (order = {}) => sandbox.control.createPayment(sandbox.control.parent, order).wire,
    close: () => sandbox.close(),
  };
}

/** Makes the callers of a file's tests and closes them after each test. */
export function callersOf(usual: SandboxOptions = {}): (options?: SandboxOptions) => Caller {
  const open: Caller[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  return (options = {}) => {
    const made = createCaller({ ...usual, ...options });
    open.push(made);
    return made;
  };
}
