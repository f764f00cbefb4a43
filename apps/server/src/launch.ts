import { join } from "node:path";

/** Where what Node has compiled, and TypeScript whose types it has taken out, is kept for the next start. */
export const compileCache = join(import.meta.dirname, "../node_modules/.cache/node");

/**
 * How the server's process is best started; it runs without either, and then takes about twice the memory while it loads
 * a long history. All of it holds back memory that nobody uses: V8's room for new objects, of which it keeps three, the
 * garbage it lets lie until the heap has grown fourfold, the heaps that glibc gives each thread of its own, and the large
 * pieces glibc takes out of them once it has seen some come and go: with both thresholds named, whatever is larger than
 * 128 KiB goes back to the system as soon as it is free. With `--expose-gc` the store can also let go of what a load leaves
 * behind. Told of the compile cache before the first file is read, a second start never loads Node's TypeScript reader.
 */
export const launchFlags: readonly string[] = ["--max-semi-space-size=8", "--heap-growing-percent=80", "--expose-gc"];
export const launchEnvironment: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
  NODE_COMPILE_CACHE: compileCache,
};
