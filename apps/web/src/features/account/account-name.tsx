import { useSession } from "../../lib/session.tsx";

/** Tells a password manager whose password a form is about. */
export function AccountName() {
  const { user } = useSession();
  return <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />;
}
