import { isAllowed, type Permission, roles } from "@maru/domain";
import { useLocale, useMessages } from "./i18n.tsx";

/** The roles that have this permission, as a sentence lists them: "재무 또는 관리자". */
export function useRolesThatMay(permission: Permission): string {
  const names = useMessages().frame.roles;
  const locale = useLocale();
  const able = roles.filter((role) => isAllowed(role, permission)).map((role) => names[role]);
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(able);
}
