import { formatInstant } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { NoValue } from "../../components/no-value.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { MoreIcon } from "../../components/ui/icons.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { classNames } from "../../lib/class-names.ts";
import { describeError } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { DeactivateDialog } from "./deactivate-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { TelDialog } from "./tel-dialog.tsx";

const rowCellClass = `${cellClass} py-1`;

export type Member = RouterOutputs["users"]["list"]["items"][number];

type OpenDialog = { readonly kind: "role" | "tel" | "deactivate"; readonly member: Member } | null;

export function MembersTable({ items, mayWrite }: { readonly items: readonly Member[]; readonly mayWrite: boolean }) {
  const m = useAllMessages();
  const words = m.members;
  const locale = useLocale();
  const { user } = useSession();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const reactivate = useMutation(
    trpc.users.reactivate.mutationOptions({
      onSuccess: ({ user: member }) => showToast(words.reactivateDone(member.name)),
      onError: (error) => showToast(describeError(error, m.errors).title, { tone: "bad" }),
      onSettled: () => queryClient.invalidateQueries(trpc.users.pathFilter()),
    }),
  );

  return (
    <div className="overflow-x-auto">
      <table aria-labelledby="members-title" className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={headerClass}>
              {words.name}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {words.email}
            </th>
            <th scope="col" className={headerClass}>
              {words.role}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {words.secondFactor}
            </th>
            <th scope="col" className={classNames(headerClass, "max-lg:hidden")}>
              {words.tel}
            </th>
            <th scope="col" className={classNames(headerClass, "max-lg:hidden")}>
              {words.joined}
            </th>
            {mayWrite && (
              <th scope="col" className={headerClass}>
                <span className="sr-only">{words.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((member) => (
            <tr key={member.id} className="hover:bg-sunk">
              <th
                scope="row"
                className={classNames(rowCellClass, "text-left font-medium", !member.isActive && "text-ink-3")}
              >
                <span className="flex flex-wrap items-center gap-x-2">
                  {member.name}
                  {member.id === user.id && <span className="text-small font-semibold text-accent">{words.you}</span>}
                  {!member.isActive && <span className="text-small font-semibold text-bad">{words.deactivated}</span>}
                </span>
                <span className="block text-small font-normal text-ink-3 md:hidden">{member.email}</span>
              </th>
              <td className={classNames(rowCellClass, "text-ink-2 max-md:hidden")}>{member.email}</td>
              <td className={classNames(rowCellClass, "whitespace-nowrap")}>{m.frame.roles[member.role]}</td>
              <td className={classNames(rowCellClass, "whitespace-nowrap max-md:hidden")}>
                {member.isSecondFactorEnrolled ? words.secondFactorOn : words.secondFactorOff}
              </td>
              <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2 tabular-nums max-lg:hidden")}>
                {member.tel ?? <NoValue />}
              </td>
              <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2 max-lg:hidden")}>
                {formatInstant(Math.floor(member.createdAtMs / 1000), locale, "date")}
              </td>
              {mayWrite && (
                <td className={classNames(rowCellClass, "w-0 text-right")}>
                  <Menu
                    label={words.menu(member.name)}
                    placement="bottom end"
                    sections={[
                      {
                        id: "actions",
                        items: [
                          {
                            id: "role",
                            label: words.changeRole,
                            onAction: () => setDialog({ kind: "role", member }),
                          },
                          {
                            id: "tel",
                            label: words.changeTel,
                            onAction: () => setDialog({ kind: "tel", member }),
                          },
                          member.isActive
                            ? {
                                id: "deactivate",
                                label: words.deactivate,
                                isDanger: true,
                                isDisabled: member.id === user.id,
                                onAction: () => setDialog({ kind: "deactivate", member }),
                              }
                            : {
                                id: "reactivate",
                                label: words.reactivate,
                                onAction: () => reactivate.mutate({ userId: member.id }),
                              },
                        ],
                      },
                    ]}
                    trigger={(props) => <IconButton {...props} label={words.menu(member.name)} icon={<MoreIcon />} />}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {dialog?.kind === "role" && <RoleDialog member={dialog.member} onClose={() => setDialog(null)} />}
      {dialog?.kind === "tel" && <TelDialog member={dialog.member} onClose={() => setDialog(null)} />}
      {dialog?.kind === "deactivate" && <DeactivateDialog member={dialog.member} onClose={() => setDialog(null)} />}
    </div>
  );
}
