/** https://developers.portone.io: published for firewalls. They changed once, so by themselves they decide nothing. */
export const publishedAddresses: readonly string[] = ["52.78.100.19", "52.78.48.223", "52.78.5.241"];

/** Whether i'mport says that its webhooks come from this address. */
export function isPublishedAddress(ip: string): boolean {
  return publishedAddresses.includes(ip);
}
