import type { Permission } from "@maru/domain";
import { useMessages } from "../../lib/i18n.tsx";
import { useRolesThatMay } from "../../lib/roles-that-may.ts";
import { useSession } from "../../lib/session.tsx";

/** Stands where a page would be that this person's role does not open: which roles it opens for, whom to ask. */
export function ForbiddenNote({ permission }: { readonly permission: Permission }) {
  const m = useMessages();
  const { user } = useSession();
  const rolesThatMay = useRolesThatMay(permission);
  return (
    <section className="mx-auto grid w-full max-w-[34rem] gap-2 px-4 py-16 md:px-5">
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
        {m.shell.forbiddenTitle}
      </h1>
      <p className="text-ink-2">{m.shell.forbiddenHelp(m.frame.roles[user.role], rolesThatMay)}</p>
    </section>
  );
}
