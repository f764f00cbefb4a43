import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

/**
 * The address this machine's own network gives to what it sends to i'mport. Nothing is sent: the system only says which way
 * it would go. Behind address translation it is an inner address, and what i'mport sees has to be declared. Null where
 * there is no way at all.
 */
export async function observeEgress(baseUrl: string | null): Promise<string | null> {
  if (baseUrl === null) return "127.0.0.1";
  try {
    const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, "");
    const { address, family } = await lookup(host);
    return await sourceAddress(address, family === 6 ? "udp6" : "udp4");
  } catch {
    return null;
  }
}

function sourceAddress(destination: string, type: "udp4" | "udp6"): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(type);
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.connect(443, destination, () => {
      const { address } = socket.address();
      socket.close();
      resolve(isIP(address) === 0 ? null : address);
    });
  });
}
