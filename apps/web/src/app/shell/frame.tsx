import { type ReactNode, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { Drawer } from "../../components/ui/drawer.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { MenuIcon } from "../../components/ui/icons.tsx";
import { ToastRegion } from "../../components/ui/toast.tsx";
import { HeaderSlotProvider } from "../../lib/header-slot.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { paymentsHome } from "../../lib/payments-home.ts";
import { useSession } from "../../lib/session.tsx";
import { listenForShortcuts, useShortcuts } from "../../lib/shortcuts.ts";
import { SkipLink } from "../skip-link.tsx";
import { Brand } from "./brand.tsx";
import { FirstLoadBar } from "./first-load-bar.tsx";
import { Freshness } from "./freshness.tsx";
import { LazyConsoleSwitcher, LazyMentions, LazyPalette, LazyShortcutsHelp } from "./lazy-dialogs.tsx";
import { Navigation } from "./navigation.tsx";
import { NavigationProgress } from "./navigation-progress.tsx";
import { PaletteOpener } from "./palette-opener.tsx";
import { SyncBanner } from "./sync-banner.tsx";
import { UserMenu } from "./user-menu.tsx";

type OpenDialog = "palette" | "shortcuts" | null;

/** The frame around every page: navigation, header, and the main landmark that scrolls. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const m = useMessages();
  const navigate = useNavigate();
  const session = useSession();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [headerSlot, setHeaderSlot] = useState<HTMLElement | null>(null);
  useEffect(listenForShortcuts, []);

  useShortcuts(m.shell.keys.general, [
    { keys: "mod+k", label: m.shell.keys.palette, run: () => setDialog("palette") },
    { keys: "?", label: m.shell.keys.help, run: () => setDialog("shortcuts") },
    { keys: "g p", label: m.shell.keys.goPayments, run: () => void navigate(paymentsHome(session)) },
  ]);

  const userMenu = <UserMenu onShowShortcuts={() => setDialog("shortcuts")} />;
  return (
    <HeaderSlotProvider slot={headerSlot}>
      <SkipLink />
      <div className="grid h-stage grid-cols-[minmax(0,1fr)] grid-rows-[48px_minmax(0,1fr)] lg:grid-cols-[208px_minmax(0,1fr)] print:block print:h-auto">
        <aside className="row-span-2 hidden min-h-0 flex-col overflow-auto border-line border-r px-2 pt-2.5 pb-2 lg:flex print:hidden">
          <div className="px-2 pb-3">
            <Brand />
          </div>
          <Navigation />
          <div className="mt-auto border-line border-t pt-1.5">{userMenu}</div>
        </aside>
        <header className="flex min-w-0 items-center gap-2 border-line border-b px-3 md:gap-3 md:px-5 print:hidden">
          <IconButton
            label={m.shell.openMenu}
            icon={<MenuIcon />}
            aria-haspopup="dialog"
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(true)}
            className="-ml-1.5 lg:hidden"
          />
          <div ref={setHeaderSlot} className="peer flex min-w-0 flex-1 items-center empty:hidden" />
          <PaletteOpener onOpen={() => setDialog("palette")} />
          <LazyConsoleSwitcher />
          <LazyMentions />
          <Freshness />
        </header>
        <div className="flex min-h-0 min-w-0 flex-col">
          <NavigationProgress />
          <SyncBanner />
          <FirstLoadBar />
          <main id="main" tabIndex={-1} className="relative min-h-0 flex-1 overflow-auto print:overflow-visible">
            {children}
          </main>
        </div>
      </div>
      <Drawer
        title={m.shell.mainMenu}
        side="left"
        isOpen={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        header={<Brand />}
        isTitleHidden
        footer={<div className="min-w-0 flex-1">{userMenu}</div>}
      >
        <Navigation onNavigate={() => setMenuOpen(false)} />
      </Drawer>
      {dialog === "palette" && (
        <LazyPalette onClose={() => setDialog(null)} onShowShortcuts={() => setDialog("shortcuts")} />
      )}
      {dialog === "shortcuts" && <LazyShortcutsHelp onClose={() => setDialog(null)} />}
      <ToastRegion />
    </HeaderSlotProvider>
  );
}
