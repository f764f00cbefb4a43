/** Room within one second for this many payments: far more than any shop takes. */
export const idsPerSecond = 2 ** 20;

/** The last second whose ids are exact integers; a time beyond it (the year 2242) is an upstream mistake. */
export const lastSecond = 2 ** 33 - 1;

/** The smallest id of a payment whose present status was reached at this second (unix), or later. */
export function firstIdOfSecond(statusAt: number): number {
  return Math.min(Math.max(Math.floor(statusAt), 0), lastSecond) * idsPerSecond;
}

/** The second at which the payment of this id reached its present status. */
export function secondOfId(id: number): number {
  return Math.floor(id / idsPerSecond);
}
