import { SearchIcon } from "../../components/ui/icons.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { keyCaps } from "../../lib/shortcuts.ts";

/**
 * The way to the palette without its keys. It takes the place of a page's own search box, and shrinks to its keys beside
 * one; a phone has no room for both, and its menu goes everywhere too.
 */
export function PaletteOpener({ onOpen }: { readonly onOpen: () => void }) {
  const m = useMessages();
  const keys = keyCaps("mod+k").join(" ");
  const shared = { type: "button", onClick: onOpen, "aria-keyshortcuts": "Control+K Meta+K" } as const;
  return (
    <>
      <span className="hidden min-w-0 flex-1 peer-empty:flex">
        <button
          {...shared}
          className="flex h-8 w-full max-w-[360px] items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left text-ink-3 hover:bg-sunk coarse:h-10"
        >
          <SearchIcon />
          <span className="min-w-0 flex-1 truncate">{m.shell.goAnywhere}</span>
          <Kbd>{keys}</Kbd>
        </button>
      </span>
      <button
        {...shared}
        aria-label={m.shell.goAnywhere}
        className="shrink-0 rounded-md px-1 py-1.5 peer-empty:hidden max-md:hidden hover:bg-sunk coarse:hidden"
      >
        <Kbd>{keys}</Kbd>
      </button>
    </>
  );
}
