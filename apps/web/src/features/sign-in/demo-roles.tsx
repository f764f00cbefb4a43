import type { Role } from "@maru/domain";
import { useId } from "react";
import { Spinner } from "../../components/ui/spinner.tsx";
import { useEntryMessages } from "../../lib/i18n.tsx";

/** One press per role of the sandbox, each saying what the role may do. */
export function DemoRoles({
  roles,
  pending,
  onChoose,
}: {
  readonly roles: readonly Role[];
  readonly pending: string | null;
  readonly onChoose: (role: Role) => Promise<void>;
}) {
  const { signIn, frame } = useEntryMessages();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="grid gap-2">
      <div>
        <h2 id={titleId} className="font-semibold">
          {signIn.demoTitle}
        </h2>
        <p className="text-small text-ink-3">{signIn.demoHelp}</p>
      </div>
      <ul className="grid grid-cols-[auto_minmax(0,1fr)] overflow-hidden rounded-md border border-line-strong bg-surface">
        {roles.map((role) => (
          <li
            key={role}
            className="relative col-span-2 grid grid-cols-subgrid items-baseline gap-x-4 border-line border-b px-3 py-2 last:border-b-0 hover:bg-sunk coarse:py-2.5"
          >
            <button
              type="button"
              aria-label={signIn.demoSignIn(frame.roles[role])}
              aria-describedby={`${titleId}-${role}`}
              aria-busy={pending === role || undefined}
              onClick={() => void onChoose(role)}
              className="flex items-center gap-2 text-left font-semibold text-accent outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px] focus-visible:after:outline-accent"
            >
              {frame.roles[role]}
              {pending === role && <Spinner />}
            </button>
            <span id={`${titleId}-${role}`} className="text-small text-ink-2">
              {frame.roleHelp[role]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
