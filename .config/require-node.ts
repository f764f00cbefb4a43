const oldestMajor = 24;

/**
 * Stops the process with one sentence where Node is too old. Node 24 comes with the install (`node-linux-*` in the
 * lockfile); elsewhere than on Linux the system's own must be new enough.
 */
export function requireNode(): void {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) >= oldestMajor) return;
  process.stderr.write(
    `Maru needs Node ${oldestMajor} or newer, and this is Node ${version}. Run it as "npx pnpm@12 start", which brings its own on Linux, or install Node ${oldestMajor}.\n`,
  );
  process.exit(1);
}
