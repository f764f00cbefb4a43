import type { BrowserContext } from "@playwright/test";

/** What went wrong in the browsers of one journey without anybody seeing it on the screen. */
export class Problems {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** From here on what matches is part of the journey, such as the 401 of a wrong password. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Writes down console errors, uncaught errors, failed requests and refused ones. */
  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      const isWrong = message.type() === "error" || message.type() === "warning";
      // The browser repeats every refused request here without saying which; the response below does.
      if (isWrong && !message.text().startsWith("Failed to load resource")) {
        this.#found.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (event) => this.#found.push(`uncaught: ${event.error().stack ?? event.error().message}`));
    context.on("response", (response) => {
      if (response.status() >= 400) {
        this.#found.push(`${response.status()} ${response.request().method()} ${response.url()}`);
      }
    });
    context.on("requestfailed", (request) => {
      const problem = request.failure()?.errorText ?? "failed";
      // A page that is left, or a question that is asked anew, ends its own requests.
      if (problem !== "net::ERR_ABORTED") this.#found.push(`${problem} ${request.method()} ${request.url()}`);
    });
  }

  get unexpected(): readonly string[] {
    return this.#found.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }
}
