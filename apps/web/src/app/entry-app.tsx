import { Component as ReactComponent, type ReactNode, useEffect } from "react";
import { EnvironmentBand } from "../components/ui/environment-band.tsx";
import { Language, loadEntryMessages } from "./language.tsx";
import { PageError } from "./page-error.tsx";
import { useTitleFrame } from "./title-frame.ts";

/**
 * The pages before the console, by their address. They are drawn without the router: both are entered and left by a full
 * load, so it would have nothing to do, and it is a quarter of what signing in downloads.
 */
const pages = {
  "/sign-in": () => import("../features/sign-in/sign-in-page.tsx"),
  "/set-up": () => import("../features/sign-in/set-up-page.tsx"),
};
export type EntryPath = keyof typeof pages;

/** The page at the address, ready to be drawn. */
export async function createApp(path: EntryPath): Promise<ReactNode> {
  const [{ Component }] = await Promise.all([pages[path](), loadEntryMessages()]);
  return (
    <Language>
      <Frame>
        <Boundary>
          <Component />
        </Boundary>
      </Frame>
    </Language>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  useTitleFrame();
  useEffect(warmUpConsole, []);
  return (
    <>
      <EnvironmentBand />
      {children}
    </>
  );
}

/** Fetches the console's code while the reader types, so that it is there when they are in. */
function warmUpConsole(): () => void {
  const timer = setTimeout(() => {
    void Promise.allSettled([import("./console-app.tsx"), import("./shell/shell.tsx")]);
  }, 1500);
  return () => clearTimeout(timer);
}

interface BoundaryState {
  readonly failure: { readonly error: unknown } | null;
}

class Boundary extends ReactComponent<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === null ? this.props.children : <PageError error={failure.error} />;
  }
}
