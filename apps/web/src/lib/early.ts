declare global {
  interface Window {
    /** What before-paint.js asked the server while the code was still on its way, by procedure path. */
    maruEarly?: Record<string, Promise<Response>>;
  }
}

/** The answer to a call that was begun before there was any code to make it. Each can be taken once. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const early = window.maruEarly;
  const answer = early?.[path];
  if (early !== undefined) delete early[path];
  return answer;
}
