import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { join } from "node:path";

/** Milliseconds of one GET, from the first byte sent to the last byte read. */
function timeGet(url: string, headers: Readonly<Record<string, string>>, agent: Agent): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.once("end", () => resolve(performance.now() - started));
      answer.once("error", reject);
      answer.resume();
    }).once("error", reject);
  });
}

/** One caller on a kept connection, who asks one thing after another. */
export interface Caller {
  /** Milliseconds until the whole answer was read. */
  ask(url: string): Promise<number>;
  close(): void;
}

export function openCaller(headers: Readonly<Record<string, string>>): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return { ask: (url) => timeGet(url, headers, agent), close: () => agent.destroy() };
}

/** Answers per second to callers in another process, each asking again as soon as it is answered. */
export async function answersPerSecond(
  url: string,
  cookie: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<{ perSecond: number; answered: number }> {
  const script = join(import.meta.dirname, "generate-load.ts");
  const child = spawn(process.execPath, [script, url, cookie, String(connections), String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error("the load generator failed");
  return JSON.parse(said);
}
