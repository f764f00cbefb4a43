import { lazy, Suspense } from "react";

const CommandPalette = lazy(() => import("./command-palette.tsx"));
const ShortcutsHelp = lazy(() => import("./shortcuts-help.tsx"));

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
