/**
 * A process of its own that asks one address over and over: `node generate-load.ts URL COOKIE CONNECTIONS SECONDS` prints
 * how many answers came per second, and how many with the warm-up. Apart from the server it loads, so that neither waits for the other's event loop.
 */
import { Pool } from "undici";

const [url = "", cookie = "", connections = "8", seconds = "5"] = process.argv.slice(2);
const { origin, pathname, search } = new URL(url);
const pool = new Pool(origin, { connections: Number(connections), pipelining: 1 });
const warmUpMs = 1_000;

async function answersDuring(lengthMs: number): Promise<number> {
  const until = performance.now() + lengthMs;
  let answered = 0;
  const ask = async () => {
    while (performance.now() < until) {
      const { statusCode, body } = await pool.request({ path: pathname + search, method: "GET", headers: { cookie } });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
      if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, ask));
  return answered;
}

const warmUp = await answersDuring(warmUpMs);
const measured = await answersDuring(Number(seconds) * 1000);
process.stdout.write(JSON.stringify({ perSecond: measured / Number(seconds), answered: warmUp + measured }));
await pool.close();
