import { Fragment } from "react";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { keyCaps, useActiveShortcuts } from "../../lib/shortcuts.ts";

/** Every key that does something on the page in front. */
export default function ShortcutsHelp({ onClose }: { readonly onClose: () => void }) {
  const words = useMessages().shell.keys;
  const groups = useActiveShortcuts();
  return (
    <Dialog title={words.title} isOpen onClose={onClose} size="medium">
      <div className="grid gap-5">
        {groups.map((group) => (
          <section key={group.title} className="grid gap-1.5">
            <h3 className="text-small font-semibold text-ink-3">{group.title}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-center gap-y-1.5">
              {Array.from(Map.groupBy(group.shortcuts, ({ label }) => label)).map(([label, shortcuts]) => (
                <Fragment key={label}>
                  <dt>{label}</dt>
                  <dd className="flex items-center justify-end gap-1">
                    {shortcuts.map(({ keys }) => (
                      <KeyCaps key={keys} keys={keys} />
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        <p className="text-small text-ink-3">{words.note}</p>
      </div>
    </Dialog>
  );
}

function KeyCaps({ keys }: { readonly keys: string }) {
  const words = useMessages().shell.keys;
  return keyCaps(keys).map((cap, index) => (
    <Fragment key={cap}>
      {index > 0 && <span className="text-small text-ink-3">{words.followedBy}</span>}
      <kbd className="min-w-6 rounded-sm border border-line-strong border-b-2 bg-sunk px-1.5 text-center font-sans text-small">
        {cap}
      </kbd>
    </Fragment>
  ));
}
