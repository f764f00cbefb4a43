/** What the work comes to, or `late` once so many milliseconds are over: the work goes on then, and nobody waits for it. */
export async function inTime<Result, Late>(work: Promise<Result>, ms: number, late: Late): Promise<Result | Late> {
  const over = Promise.withResolvers<Late>();
  const timer = setTimeout(() => over.resolve(late), Math.max(0, ms));
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
  }
}
