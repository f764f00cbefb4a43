import type { Permission } from "@maru/domain";
import { createContext, type ReactNode, useContext } from "react";
import type { RouterOutputs } from "./trpc.ts";

export type Session = RouterOutputs["sessions"]["me"];

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in. Only inside the shell, where somebody always is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession is for pages inside the shell.");
  return session;
}

/** Whether the person may do it, by the server's own list. The server decides again when it is done. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}
