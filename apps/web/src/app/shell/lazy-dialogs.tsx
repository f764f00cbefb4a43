import { lazy, Suspense } from "react";

const CommandPalette = lazy(() => import("./command-palette.tsx"));
const ShortcutsHelp = lazy(() => import("./shortcuts-help.tsx"));

const ConsoleSwitcher = lazy(() => import("../../features/settings/sub-merchants/console-switcher.tsx"));
const MentionsButton = lazy(() => import("../../features/mentions/mentions-button.tsx"));

/** Holds its place until it arrives, which is after the first rows. */
export function LazyMentions() {
  return (
    <Suspense fallback={<span className="w-7" />}>
      <MentionsButton />
    </Suspense>
  );
}

/** Most consoles know no other, so nothing holds its place. */
export function LazyConsoleSwitcher() {
  return (
    <Suspense>
      <ConsoleSwitcher />
    </Suspense>
  );
}

export function LazyPalette(props: { readonly onClose: () => void; readonly onShowShortcuts: () => void }) {
  return (
    <Suspense>
      <CommandPalette {...props} />
    </Suspense>
  );
}

export function LazyShortcutsHelp(props: { readonly onClose: () => void }) {
  return (
    <Suspense>
      <ShortcutsHelp {...props} />
    </Suspense>
  );
}
