import type { Sandbox } from "@maru/sandbox";

/** What happens while a call to upstream is on its way. */
export interface Crossing {
  /** Does the work, once, while the next call that `isMeant` is on its way. */
  during(isMeant: (request: Request) => boolean, work: () => Promise<unknown>): void;
  fetch(request: Request): Promise<Response>;
}

/** The way to a sandbox, on which other work can come in between. */
export function crossing(sandbox: () => Pick<Sandbox, "fetch">): Crossing {
  let next: { readonly isMeant: (request: Request) => boolean; readonly work: () => Promise<unknown> } | null = null;
  return {
    during(isMeant, work) {
      next = { isMeant, work };
    },
    async fetch(request) {
      const met = next?.isMeant(request) === true ? next : null;
      if (met !== null) {
        next = null;
        await met.work();
      }
      return sandbox().fetch(request);
    },
  };
}
