/**
 * Takes away one guard of the refunds after another and sees whether a test notices. `pnpm --filter @maru/server mutate`;
 * part of a guard's name may follow. Ends with 1 when the tests pass without a guard.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { mutations } from "./mutations.ts";

const [wanted = ""] = process.argv.slice(2);
const folder = join(import.meta.dirname, "../../../..");

function testsPass(guard: string): { passes: boolean; noticedBy: string } {
  const run = spawnSync(
    "npx",
    ["vitest", "run", "src/features/refunds", "--bail=1", "--exclude=**/{chaos.test.ts,bulk/**}"],
    {
      cwd: folder,
      env: { ...process.env, MARU_WITHOUT_GUARD: guard, NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  const noticedBy = /FAIL\s+(.*)/.exec(`${run.stdout}${run.stderr}`)?.[1] ?? "";
  return { passes: run.status === 0, noticedBy };
}

for (const { guard } of mutations.filter((each) => each.guard.includes(wanted))) {
  const { passes, noticedBy } = testsPass(guard);
  if (passes || noticedBy === "") process.exitCode = 1;
  process.stdout.write(
    `${passes || noticedBy === "" ? "NOT NOTICED" : "noticed"}  ${guard}\n             ${noticedBy}\n`,
  );
}
