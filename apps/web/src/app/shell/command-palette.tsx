import { useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { useNavigate } from "react-router";
import { AriaLanguage } from "../../components/ui/aria-language.tsx";
import { CheckIcon, SearchIcon } from "../../components/ui/icons.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { type Command, useCommands } from "./use-commands.ts";

type Hit = RouterOutputs["payments"]["list"]["items"][number];

const hitCount = 5;

/** One Korean syllable narrows a name down; one Latin letter or digit does not. */
function isWorthSearching(text: string): boolean {
  return text.length >= 2 || /\p{Script=Hangul}/u.test(text);
}

/** Text without blanks that is long enough to be somebody's number for a payment. */
function looksLikeIdentifier(text: string): boolean {
  return /^[\w.:-]{6,}$/.test(text) && /\d/.test(text);
}

/**
 * Goes anywhere and changes anything personal from the keyboard; a pasted number opens its payment. Commands that match
 * what was typed stand before payments: they are few, and a word that names one hardly names a buyer too.
 */
export default function CommandPalette({
  onClose,
  onShowShortcuts,
}: {
  readonly onClose: () => void;
  readonly onShowShortcuts: () => void;
}) {
  const m = useMessages();
  const words = m.shell.palette;
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const lookUp = useMutation(trpc.payments.lookup.mutationOptions());
  const typed = text.trim();
  const searched = useDeferredValue(typed);
  const commands = matching(useCommands({ onShowShortcuts }), typed);

  const hits = useQuery(
    trpc.payments.list.queryOptions(
      { text: searched, mode: "all", basis: "status", sort: "-time", limit: hitCount },
      { enabled: isWorthSearching(searched), staleTime: 10_000 },
    ),
  );
  const payments = isWorthSearching(searched) ? (hits.data?.items ?? []) : [];

  const leave = (path: string) => {
    onClose();
    void navigate(path);
  };

  const openIdentifier = async (identifier: string) => {
    try {
      const { impUids } = await lookUp.mutateAsync({ identifier });
      const [first, ...others] = impUids;
      if (first === undefined) showToast(words.lookupNone(identifier), { tone: "info" });
      else if (others.length === 0) leave(`/payments/${encodeURIComponent(first)}`);
      else leave(`/payments?${new URLSearchParams({ q: identifier })}`);
    } catch {
      showToast(words.lookupFailed, { tone: "bad" });
    }
  };

  const run = (key: string) => {
    const command = commands.find(({ id }) => id === key);
    if (command !== undefined) {
      if (!command.staysOpen) onClose();
      command.run();
    } else if (key === "open-identifier") void openIdentifier(typed);
    else if (key === "search-payments") leave(`/payments?${new URLSearchParams({ q: typed })}`);
    else leave(`/payments/${encodeURIComponent(key)}`);
  };

  const groups = [
    { id: "go", title: words.go, items: commands.filter(({ group }) => group === "go") },
    { id: "settings", title: words.settings, items: commands.filter(({ group }) => group === "settings") },
  ].filter(({ items }) => items.length > 0);

  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className="fixed inset-0 z-40 flex h-dvh items-start justify-center bg-scrim px-3 pt-[8vh] animate-appear md:pt-[14vh]"
      >
        <Modal className="flex max-h-[70dvh] w-full max-w-[560px] flex-col overflow-hidden rounded-lg bg-surface shadow-float">
          <Dialog aria-label={words.title} className="flex min-h-0 flex-col outline-none">
            <Autocomplete inputValue={text} onInputChange={setText}>
              <SearchField
                aria-label={words.label}
                autoFocus
                onKeyDown={(event) => {
                  if (event.key === "Escape") onClose();
                  else event.continuePropagation();
                }}
                className="flex items-center gap-2.5 border-line border-b px-4"
              >
                <SearchIcon className="text-ink-3" />
                <Input
                  placeholder={words.placeholder}
                  className="h-12 min-w-0 flex-1 bg-transparent text-lead outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
                />
                {lookUp.isPending ? <span className="text-small text-ink-3">{words.lookingUp}</span> : <Kbd>Esc</Kbd>}
              </SearchField>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls can be scrolled from the keyboard */}
              <div tabIndex={0} className="min-h-0 overflow-auto p-1.5">
                <Menu
                  aria-label={words.results}
                  onAction={(key) => run(String(key))}
                  className="outline-none"
                  renderEmptyState={() => <p className="px-2.5 py-6 text-center text-ink-3">{words.empty}</p>}
                >
                  {groups.map((group) => (
                    <MenuSection key={group.id} id={group.id}>
                      <SectionTitle>{group.title}</SectionTitle>
                      {group.items.map((command) => (
                        <Row
                          key={command.id}
                          id={command.id}
                          label={command.label}
                          {...(command.isCurrent ? { current: words.current } : {})}
                        />
                      ))}
                    </MenuSection>
                  ))}
                  {typed !== "" && (
                    <MenuSection id="payments">
                      <SectionTitle>{words.payments}</SectionTitle>
                      {looksLikeIdentifier(typed) && <Row id="open-identifier" label={words.openPayment(typed)} />}
                      <Row id="search-payments" label={words.searchPayments(typed)} />
                      {payments.map((hit) => (
                        <PaymentRow key={hit.impUid} hit={hit} />
                      ))}
                    </MenuSection>
                  )}
                </Menu>
              </div>
              <p className="border-line border-t px-4 py-2 text-small text-ink-3 coarse:hidden">{words.hint}</p>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}

/** Commands that are called as typed, then those that are merely about it. */
function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/);
  const isSaid = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return commands
    .filter(({ label, keywords }) => isSaid(`${label} ${keywords}`))
    .toSorted((left, right) => Number(isSaid(right.label)) - Number(isSaid(left.label)));
}

function SectionTitle({ children }: { readonly children: string }) {
  return <Header className="px-2.5 pt-2 pb-1 text-micro font-semibold text-ink-3">{children}</Header>;
}

const rowClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-focused:bg-accent-wash coarse:min-h-11";

function Row({ id, label, current }: { readonly id: string; readonly label: string; readonly current?: string }) {
  return (
    <MenuItem id={id} textValue={label} className={rowClass}>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {current !== undefined && (
        <span className="flex items-center gap-1 text-small text-ink-3">
          <CheckIcon className="text-accent" />
          {current}
        </span>
      )}
    </MenuItem>
  );
}

function PaymentRow({ hit }: { readonly hit: Hit }) {
  const words = useMessages().shell.palette;
  const label = words.paymentHit(hit.buyerName ?? words.nobody, hit.orderName ?? hit.merchantUid);
  return (
    <MenuItem id={hit.impUid} textValue={label} className={rowClass}>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span className="font-id max-w-[45%] truncate text-ink-3">{hit.merchantUid}</span>
    </MenuItem>
  );
}
