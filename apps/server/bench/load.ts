import { Agent, get } from "node:http";

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

/** One request after another on a kept connection: milliseconds of each, after a warm-up of a tenth. */
export async function timeEach(urls: readonly string[], headers: Readonly<Record<string, string>>): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const url of urls.slice(0, Math.ceil(urls.length / 10))) await timeGet(url, headers, agent);
  const times: number[] = [];
  for (const url of urls) times.push(await timeGet(url, headers, agent));
  agent.destroy();
  return times;
}

/** Requests per second that `connections` callers get, each asking again as soon as it is answered. */
export async function requestsPerSecond(
  url: string,
  headers: Readonly<Record<string, string>>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const during = async (length: number) => {
    const until = performance.now() + length * 1000;
    let answered = 0;
    const caller = async () => {
      while (performance.now() < until) {
        await timeGet(url, headers, agent);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: connections }, caller));
    return answered / length;
  };
  await during(1);
  const rate = await during(seconds);
  agent.destroy();
  return rate;
}
