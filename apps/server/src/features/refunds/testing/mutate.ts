/**
 * Takes away one guard of the refunds after another and sees whether a test notices. `pnpm --filter @maru/server mutate`;
 * part of a guard's name may follow. Ends with 1 when the tests pass without a guard.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Mutation, mutations } from "./mutations.ts";

const [wanted = ""] = process.argv.slice(2);
const folder = join(import.meta.dirname, "../../../..");

function testsPass({ guard, test }: Mutation): { passes: boolean; noticedBy: string } {
  // Processes that are killed for real load the code without the test runner, and so with every guard in its place.
  const run = spawnSync(
    "npx",
    ["vitest", "run", `src/features/refunds/${test}.test.ts`, "--bail=1", "-t", "^(?!.*SIGKILL)"],
    {
      cwd: folder,
      env: { ...process.env, MARU_WITHOUT_GUARD: guard, NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  const noticedBy = /FAIL\s+(.*)/.exec(`${run.stdout}${run.stderr}`)?.[1] ?? "";
  return { passes: run.status === 0, noticedBy };
}

for (const mutation of mutations.filter(({ guard }) => guard.includes(wanted))) {
  const { passes, noticedBy } = testsPass(mutation);
  const isNoticed = !passes && noticedBy !== "";
  if (!isNoticed) process.exitCode = 1;
  process.stdout.write(`${isNoticed ? "noticed" : "NOT NOTICED"}  ${mutation.guard}\n             ${noticedBy}\n`);
}
