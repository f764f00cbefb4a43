import { type InstructionKindName, type InstructionState, instructionKindNames, type Locale } from "@maru/domain";
import type { Locator, Page } from "@playwright/test";
import { wordsOf } from "./words.ts";

/** What a page, or a part of one, says of where a request of this kind stands; done, unless another state is asked for. */
export function reached(
  place: Page | Locator,
  kind: InstructionKindName,
  language: Locale,
  state: InstructionState = "done",
): Locator {
  const { headline, states } = wordsOf[language].instructions;
  return place.getByText(headline(instructionKindNames[kind][language], states[state].title), { exact: true }).first();
}
