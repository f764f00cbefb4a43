import { enableCompileCache } from "node:module";
import { compileCache } from "./launch.ts";

const oldestNode = 24;

// Asked before anything is loaded that an older Node could not read.
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(`Maru needs Node ${oldestNode} or newer, and this is Node ${process.versions.node}.\n`);
  process.exit(1);
}
// A second start need not compile again; where the folder cannot be written nothing is lost but time. Whoever starts this
// file as `launch.ts` says has named the folder already.
enableCompileCache(compileCache);

const { runCommand } = await import("./run-command.ts");
await runCommand(process.argv.slice(2));
