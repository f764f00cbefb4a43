import { longestSearchText } from "@maru/domain";
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { CloseIcon, SearchIcon } from "../../components/ui/icons.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import type { PaymentSearch } from "./payment-search.ts";
import { loadMatcher } from "./use-text-matches.ts";

const loadCompletion = () => import("./search-completion.tsx");
const SearchCompletion = lazy(loadCompletion);

interface PaymentSearchBoxProps {
  /** The element id: the keyboard shortcut focuses it. */
  readonly id: string;
  readonly search: PaymentSearch;
  readonly onSearch: (search: PaymentSearch) => void;
  /** Called with every keystroke, in the middle of a syllable too. */
  readonly onText: (text: string) => void;
  readonly onEnter: (text: string) => void;
  /** Leads from the box into the rows. */
  readonly onArrowDown: () => void;
}

/**
 * The one box that finds any payment. The field keeps its own text: a Korean syllable is composed in it over several
 * keystrokes, and writing into it from outside in between would break the syllable.
 */
export function PaymentSearchBox({ id, search, onSearch, onText, onEnter, onArrowDown }: PaymentSearchBoxProps) {
  const text = search.text ?? "";
  const words = useMessages().payments.search;
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  /** The box while somebody is in it. */
  const [inUse, setInUse] = useState<HTMLInputElement | null>(null);
  /** Texts handed to the URL that it has not said back yet. */
  const handedOver = useRef<string[]>([]);

  useEffect(() => {
    const position = handedOver.current.lastIndexOf(text);
    if (position >= 0) {
      handedOver.current.splice(0, position + 1);
      return;
    }
    handedOver.current = [];
    if (input.current !== null && input.current.value !== text) input.current.value = text;
  }, [text]);

  const take = (typed: string) => {
    const said = typed.trim() === "" ? "" : typed;
    if (said === (handedOver.current.at(-1) ?? text)) return;
    handedOver.current.push(said);
    onText(said);
  };
  /** What becomes filters leaves a text in the box, and the URL's late echo of that text must not overwrite the next one. */
  const fold = (next: PaymentSearch) => {
    handedOver.current.push(next.text ?? "");
    onSearch(next);
  };
  const clear = () => {
    if (input.current !== null) input.current.value = "";
    take("");
    input.current?.focus();
  };
  /** The completion takes the key before this does. Whoever types faster than it arrives gets the same from here. */
  const enter = async (box: HTMLInputElement) => {
    const typed = box.value;
    const folded = await loadCompletion().then(
      ({ foldedSearch }) => foldedSearch(search, typed),
      () => undefined,
    );
    if (folded === undefined) return onEnter(typed);
    fold(folded);
    box.value = folded.text ?? "";
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void enter(event.currentTarget);
    } else if (event.key === "ArrowDown" && !event.altKey) {
      event.preventDefault();
      onArrowDown();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (event.currentTarget.value === "") event.currentTarget.blur();
      else clear();
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: React takes <search> for a misspelt component where the DOM lacks it
    <div role="search" className="relative min-w-0 max-w-[620px] flex-1">
      <div className="group flex h-8 items-center gap-2 rounded-md border border-edge bg-surface pr-2 pl-2.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-offset-[-1px] focus-within:outline-accent coarse:h-10">
        <SearchIcon className="text-ink-3" />
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          aria-expanded="false"
          aria-autocomplete="list"
          enterKeyHint="search"
          defaultValue={text}
          maxLength={longestSearchText}
          aria-label={words.label}
          aria-describedby={hintId}
          aria-keyshortcuts="/"
          placeholder={words.placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onFocus={(event) => {
            setInUse(event.currentTarget);
            void loadMatcher().catch(() => undefined);
          }}
          onBlur={() => setInUse(null)}
          onInput={(event) => take(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className="peer min-w-0 flex-1 truncate bg-transparent outline-none placeholder:text-ink-3"
        />
        <button
          type="button"
          aria-label={words.clear}
          onClick={clear}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 peer-placeholder-shown:hidden hover:bg-sunk hover:text-ink"
        >
          <CloseIcon className="size-3.5" />
        </button>
        <span className="hidden group-focus-within:hidden peer-placeholder-shown:inline">
          <Kbd>/</Kbd>
        </span>
        <span id={hintId} hidden>
          {words.hint}
        </span>
      </div>
      {inUse !== null && (
        <Suspense>
          <SearchCompletion input={inUse} search={search} onSearch={fold} />
        </Suspense>
      )}
    </div>
  );
}
