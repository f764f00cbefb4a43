import { filterParts, foldQuery, printFilter, toKstDate, withoutFilterPart } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { classNames } from "../../lib/class-names.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { type PaymentSearch, toPaymentFilter, withFilter, withText } from "./payment-search.ts";
import {
  completionsFor,
  hasConditions,
  noCompletions,
  type OccurringCodes,
  type Completion as Option,
  type Typing,
} from "./search-completions.ts";
import type { SearchMessages } from "./search-messages.ko.ts";
import { arrivedSearchMessages, loadSearchMessages } from "./search-messages.ts";

interface SearchCompletionProps {
  /** The box: a combobox whose list this is. */
  readonly input: HTMLInputElement;
  readonly search: PaymentSearch;
  readonly onSearch: (search: PaymentSearch) => void;
}

/** Codes that occur change no oftener than somebody opens another channel. */
const facetsFreshForMs = 600_000;

/** The completion, as soon as its words have arrived. Somebody is typing: nothing here may hold the page up for them. */
export default function SearchCompletion(props: SearchCompletionProps) {
  const locale = useLocale();
  const [words, setWords] = useState(() => arrivedSearchMessages(locale));
  useEffect(() => {
    let isGone = false;
    loadSearchMessages(locale).then(
      (loaded) => {
        if (!isGone) setWords(loaded);
      },
      () => {
        // The box works without completion.
      },
    );
    return () => {
      isGone = true;
    };
  }, [locale]);
  return words === undefined ? null : <Completion {...props} words={words} />;
}

/**
 * What can be typed next in the search box: keys, then their values by name, and what was probably meant by a word that
 * is neither. Enter turns what is said in the query language into filters; Backspace in an empty box turns the last one
 * back into text. The box works without all this, and this listens to it rather than taking it over.
 */
function Completion({ input, search, onSearch, words }: SearchCompletionProps & { readonly words: SearchMessages }) {
  const locale = useLocale();
  const listId = useId();
  const [typing, setTyping] = useState(() => typingIn(input));
  const [isClosed, setClosed] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const facets = useQuery(trpc.payments.facets.queryOptions(undefined, { staleTime: facetsFreshForMs }));
  const today = toKstDate(Date.now() / 1000);
  const { title, options, help, problem, isFirstMeant } = isClosed
    ? noCompletions
    : completionsFor(typing, { words, locale, today, occurring: occurringIn(facets.data) });
  const active = options[chosen ?? (isFirstMeant ? 0 : -1)];
  const activeAt = active === undefined ? -1 : options.indexOf(active);
  const isOpen = options.length > 0 || help !== null || problem !== null;

  const follow = (isAsked: boolean) => {
    const now = typingIn(input);
    if (now.text === typing.text && now.caret === typing.caret && !isAsked) return;
    setTyping({ ...now, isAsked });
    setClosed(false);
    setChosen(undefined);
  };
  const write = (text: string, caret: number) => {
    input.value = text;
    input.setSelectionRange(caret, caret);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const fold = (text: string) => {
    const folded = foldTyped(search, text);
    onSearch(folded);
    input.value = folded.text ?? "";
    setTyping(typingIn(input));
    setClosed(true);
    setChosen(undefined);
  };
  const take = ({ start, end, text, isWhole }: Option) => {
    const whole = input.value.slice(0, start) + text + input.value.slice(end);
    if (isWhole) fold(whole);
    else write(whole, start + text.length);
  };
  const unfold = () => {
    const filter = toPaymentFilter(search);
    const parts = filterParts(filter).filter(({ key }) => key !== "text");
    const last = parts.findLast(({ key }) => key === "where") ?? parts.at(-1);
    if (last === undefined) return false;
    const alone = parts.filter((part) => part !== last).reduce(withoutFilterPart, filter);
    const text = printFilter(alone);
    onSearch(withText(withFilter(search, withoutFilterPart(filter, last)), text));
    input.value = text;
    follow(false);
    return true;
  };
  /** Whether the key is spent here, so that the box does nothing with it. */
  const press = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case "ArrowDown":
        if (event.altKey && !isOpen) follow(true);
        else if (options.length > 0) setChosen((activeAt + 1) % options.length);
        else return event.altKey;
        return true;
      case "ArrowUp":
        if (options.length === 0) return false;
        setChosen(activeAt <= 0 ? options.length - 1 : activeAt - 1);
        return true;
      case "Enter":
        if (active !== undefined) take(active);
        else if (hasConditions(input.value)) fold(input.value);
        else return false;
        return true;
      case "Escape":
        if (!isOpen) return false;
        setClosed(true);
        return true;
      case "Backspace":
        return input.value === "" && unfold();
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || !press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const latest = useRef({ follow, onKeyDown });
  useLayoutEffect(() => {
    latest.current = { follow, onKeyDown };
  });

  // With the drawing, not after it: the next key may come before anything else does.
  useLayoutEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    input.addEventListener("keydown", (event) => latest.current.onKeyDown(event), { signal });
    const follow = () => latest.current.follow(false);
    input.addEventListener("input", follow, { signal });
    input.addEventListener("click", follow, { signal });
    const movesCaret = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);
    input.addEventListener("keyup", ({ key }) => movesCaret.has(key) && follow(), { signal });
    // What was typed between the first drawing and now.
    latest.current.follow(false);
    return () => ended.abort();
  }, [input]);

  useLayoutEffect(() => {
    input.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) input.setAttribute("aria-controls", listId);
    else input.removeAttribute("aria-controls");
    if (activeAt >= 0) input.setAttribute("aria-activedescendant", `${listId}-${activeAt}`);
    else input.removeAttribute("aria-activedescendant");
    document.getElementById(`${listId}-${activeAt}`)?.scrollIntoView({ block: "nearest" });
    return () => {
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-controls");
      input.removeAttribute("aria-activedescendant");
    };
  }, [input, isOpen, activeAt, listId]);

  const said = [problem === null ? null : words.problem[problem.kind](problem.key, problem.value), help];
  const sentences = said.filter((sentence) => sentence !== null);
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && [...sentences, ...(options.length > 0 ? [words.completion.count(options.length)] : [])].join(" ")}
      </p>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a press anywhere in it must not take the focus from the box
        <div
          onMouseDown={(event) => event.preventDefault()}
          className="absolute top-full right-0 left-0 z-30 mt-1 overflow-hidden rounded-md bg-surface shadow-float animate-appear"
        >
          {sentences.map((sentence) => (
            <p
              key={sentence}
              className={classNames("px-3 py-2 text-small", sentence === help ? "text-ink-3" : "text-ink")}
            >
              {sentence}
            </p>
          ))}
          {title !== null && options.length > 0 && (
            <p className="px-3 pt-2 pb-1 text-micro font-semibold text-ink-3">{title}</p>
          )}
          <div
            id={listId}
            role="listbox"
            aria-label={title ?? words.completion.label}
            className="max-h-[min(60dvh,320px)] overflow-y-auto px-1 pb-1 empty:hidden"
          >
            {options.map((option, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the box, as in every combobox
              <div
                key={option.text}
                id={`${listId}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === activeAt}
                onClick={() => take(option)}
                className="flex min-h-8 cursor-default items-center gap-3 rounded-sm px-2 py-1 hover:bg-sunk aria-selected:bg-accent-wash coarse:min-h-11"
              >
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                <span className="font-id max-w-[50%] truncate text-small text-ink-3">{option.code}</span>
              </div>
            ))}
          </div>
          {options.length > 0 && (
            <p aria-hidden="true" className="border-line border-t px-3 py-1.5 text-micro text-ink-3 coarse:hidden">
              {words.completion.foot}
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** The search with what the text says in the query language turned into filters. */
function foldTyped(search: PaymentSearch, text: string): PaymentSearch {
  return withFilter(search, foldQuery(toPaymentFilter(withText(search, text))));
}

/** The same for a box whose completion has not arrived yet; undefined where the text says nothing in the language. */
export function foldedSearch(search: PaymentSearch, text: string): PaymentSearch | undefined {
  return hasConditions(text) ? foldTyped(search, text) : undefined;
}

function typingIn(input: HTMLInputElement): Typing {
  return { text: input.value, caret: input.selectionStart ?? input.value.length, isAsked: false };
}

interface Facets {
  readonly method: readonly string[];
  readonly pgProvider: readonly string[];
  readonly mid: readonly string[];
  readonly currency: readonly string[];
}

function occurringIn(facets: Facets | undefined): OccurringCodes {
  if (facets === undefined) return {};
  const { method, pgProvider, mid, currency } = facets;
  return { method, pg: pgProvider, mid, currency };
}
