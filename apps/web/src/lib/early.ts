declare global {
  interface Window {
    /** What before-paint.js asked the server while the code was still on its way, by procedure path and input as JSON. */
    maruEarly?: Record<string, Promise<Response>>;
  }
}

/** Later than this the page has long been read another way, and an answer from its beginning is old. */
const freshMs = 10_000;

/** The answer to a call that was begun before there was any code to make it. Each can be taken once. */
export function takeEarly(path: string, input?: unknown): Promise<Response> | undefined {
  const early = window.maruEarly;
  const key = path + (input === undefined ? "" : JSON.stringify(input));
  const answer = early?.[key];
  if (early !== undefined) delete early[key];
  return performance.now() < freshMs ? answer : undefined;
}
