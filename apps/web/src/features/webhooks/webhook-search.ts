import { type WebhookFilter, webhookFilter } from "@maru/domain";

const numbers: readonly string[] = ["answer", "slowerThanMs"];

/** What the log shows, as its address says it; what the server would not take is left out, part by part. */
export function readWebhookSearch(parameters: URLSearchParams): WebhookFilter {
  const read: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(webhookFilter.shape)) {
    const text = parameters.get(key)?.trim();
    if (text === undefined || text === "") continue;
    const value = numbers.includes(key) ? Number(text) : text;
    if (schema.safeParse(value).success) read[key] = value;
  }
  const filter = webhookFilter.safeParse(read);
  return filter.success ? filter.data : {};
}

export function writeWebhookSearch(filter: WebhookFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(webhookFilter.shape)) {
    const value: unknown = Reflect.get(filter, key);
    if (value !== undefined) parameters.set(key, String(value));
  }
  return parameters;
}
