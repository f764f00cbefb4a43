import type { Locale } from "@maru/domain";
import { createContext, type ReactNode, useContext } from "react";

export type { Locale } from "@maru/domain";

export const locales: readonly Locale[] = ["ko", "en"];

/** The application adds its message trees here, so that this module need not know any feature. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface RegisteredMessages {}

/** What is said before anybody is signed in, and on both sides of it. Arrives with the first bytes. */
export type EntryMessages = RegisteredMessages extends { entry: infer Tree } ? Tree : never;
/** What is said around every page behind sign-in and on the payments list; includes the entry's. */
export type WorkMessages = RegisteredMessages extends { work: infer Tree } ? Tree : never;
/** Everything that is said; includes the other two. */
export type AppMessages = RegisteredMessages extends { tree: infer Tree } ? Tree : never;

const LocaleContext = createContext<Locale | null>(null);
const EntryContext = createContext<EntryMessages | null>(null);
const WorkContext = createContext<WorkMessages | null>(null);
const TreeContext = createContext<AppMessages | null>(null);

export interface LanguageProviderProps {
  readonly locale: Locale;
  readonly entry: EntryMessages;
  /** Null until somebody is signed in. */
  readonly work: WorkMessages | null;
  /** Null until a page needs it. */
  readonly tree: AppMessages | null;
  readonly children: ReactNode;
}

export function LanguageProvider({ locale, entry, work, tree, children }: LanguageProviderProps) {
  return (
    <LocaleContext value={locale}>
      <EntryContext value={entry}>
        <WorkContext value={work}>
          <TreeContext value={tree}>{children}</TreeContext>
        </WorkContext>
      </EntryContext>
    </LocaleContext>
  );
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error("This part of the page needs a LanguageProvider with these messages above it.");
  return value;
}

/** The messages of the language in force, typed: `const m = useMessages(); m.payments.title`. */
export function useMessages(): WorkMessages {
  return required(useContext(WorkContext));
}

/** The messages that exist before sign-in too; for what is shown on both sides of it. */
export function useEntryMessages(): EntryMessages {
  return required(useContext(EntryContext));
}

/** Every message; for pages whose route waits for them. */
export function useAllMessages(): AppMessages {
  return required(useContext(TreeContext));
}

export function useLocale(): Locale {
  return required(useContext(LocaleContext));
}

export function isLocale(value: unknown): value is Locale {
  return value === "ko" || value === "en";
}
