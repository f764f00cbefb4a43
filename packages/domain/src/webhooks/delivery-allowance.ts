/** How many webhooks one address may send: this many at once, and so many a second after that. */
export const deliveryAllowance = { atOnce: 600, perSecond: 20 } as const;
