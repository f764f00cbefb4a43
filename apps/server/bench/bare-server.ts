/**
 * A process that does nothing but send one answer: `node bare-server.ts PORT` reads it from its standard input. What the
 * machine and Node can do at best.
 */
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const body = await buffer(process.stdin);
const headers = { "content-type": "application/json", "content-length": body.length };
createServer((_, answer) => {
  answer.writeHead(200, headers);
  answer.end(body);
}).listen(Number(process.argv[2]), "127.0.0.1");
