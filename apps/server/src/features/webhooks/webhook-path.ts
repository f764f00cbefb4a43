/** Where i'mport calls, under `PUBLIC_URL`. */
export const webhookPath = "/webhooks/iamport";
