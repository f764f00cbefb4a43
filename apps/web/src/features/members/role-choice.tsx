import { type Role, roles } from "@maru/domain";
import { useId } from "react";
import { useAllMessages } from "../../lib/i18n.tsx";

/** Every role with what it may do, one to be chosen. */
export function RoleChoice({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  const m = useAllMessages();
  const name = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-semibold">{m.members.role}</legend>
      {roles.map((role) => (
        <label
          key={role}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={role}
            checked={value === role}
            onChange={() => onChange(role)}
            className="mt-0.5 size-4 shrink-0 outline-none"
          />
          <span className="grid">
            <span className="font-medium">{m.frame.roles[role]}</span>
            <span className="text-small text-ink-3">{m.frame.roleHelp[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
