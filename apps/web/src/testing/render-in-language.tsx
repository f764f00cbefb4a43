import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { Language, loadEntryMessages } from "../app/language.tsx";
import type { Locale } from "../lib/i18n.tsx";
import { setPreferences } from "../lib/preferences.ts";

/** Draws a component that needs to know its language and nothing else of the console. */
export async function renderInLanguage(language: Locale, children: ReactNode) {
  setPreferences({ language });
  await loadEntryMessages();
  return { ...render(<Language>{children}</Language>), user: userEvent.setup() };
}
