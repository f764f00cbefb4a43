import { useMutation } from "@tanstack/react-query";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { type PaymentSearch, readPaymentSearch, writePaymentSearch } from "./payment-search.ts";

export type SavedView = RouterOutputs["views"]["list"]["items"][number];

/** What a view of this search would keep: everything its address says but the view it began with. */
export function queryOf(search: PaymentSearch): string {
  const { view: _began, ...shown } = search;
  return writePaymentSearch(shown).toString();
}

/** The search that shows a saved view. */
export function searchOf(view: Pick<SavedView, "id" | "query">): PaymentSearch {
  return { ...readPaymentSearch(new URLSearchParams(view.query)), view: view.id };
}

/** Whether the list shows something else than the view it began with. */
export function isEdited(search: PaymentSearch, view: SavedView): boolean {
  return queryOf(search) !== queryOf(searchOf(view));
}

/** A shared view is everybody's: it takes the permission to share to change it. */
export function useMayChange(): (view: SavedView) => boolean {
  const mayShare = useMay("view:share");
  return (view) => (view.isShared ? mayShare : view.isMine);
}

const onSuccess = () => queryClient.invalidateQueries(trpc.views.pathFilter());

/** Everything that can be done to saved views. The list of views follows whatever succeeds. */
export function useViewChanges() {
  return {
    create: useMutation(trpc.views.create.mutationOptions({ onSuccess })),
    save: useMutation(trpc.views.save.mutationOptions({ onSuccess })),
    rename: useMutation(trpc.views.rename.mutationOptions({ onSuccess })),
    share: useMutation(trpc.views.share.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.views.remove.mutationOptions({ onSuccess })),
    chooseDefault: useMutation(
      trpc.views.chooseDefault.mutationOptions({
        onSuccess: () => Promise.all([onSuccess(), queryClient.invalidateQueries(trpc.sessions.me.pathFilter())]),
      }),
    ),
  };
}
