import { normaliseForSearch } from "../search/normalise-for-search.ts";
import { accountAndPhoneFailures } from "./account-and-phone-failures.ts";
import { cancelFailures } from "./cancel-failures.ts";
import { cardFailures } from "./card-failures.ts";
import type { FailureEntry, FailureExplanation } from "./failure.ts";
import { setupFailures } from "./setup-failures.ts";
import { windowFailures } from "./window-failures.ts";

/**
 * What a PG's message means, who must act and what to tell the buyer; undefined when nothing on record is in it. The
 * message itself is always shown beside the explanation: it is the only evidence, and this is only a reading of it.
 */
export function explainFailure(text: string): FailureExplanation | undefined {
  const squeezed = lettersAndDigits(text, "");
  const words = lettersAndDigits(text, " ").split(" ");
  return recordedMessages().find(({ needle }) =>
    bareCode.test(needle) ? words.includes(needle) : squeezed.includes(needle),
  )?.entry;
}

interface RecordedMessage {
  readonly needle: string;
  readonly entry: FailureEntry;
}

let recorded: readonly RecordedMessage[] | undefined;

/**
 * Longest first, so that "비밀번호 오류 횟수 초과" is not taken for "비밀번호 오류", and what says little last, so that
 * "[8042|잔액부족] 승인에 실패하였습니다" is about the balance.
 */
function recordedMessages(): readonly RecordedMessage[] {
  recorded ??= failureEntries()
    .flatMap((entry) => entry.messages.map((message) => ({ needle: lettersAndDigits(message, ""), entry })))
    .sort(
      (left, right) =>
        Number(left.entry.isGeneric ?? false) - Number(right.entry.isGeneric ?? false) ||
        right.needle.length - left.needle.length,
    );
  return recorded;
}

/** The whole dictionary, in no meaningful order. */
export function failureEntries(): readonly FailureEntry[] {
  return [...windowFailures, ...cardFailures, ...accountAndPhoneFailures, ...setupFailures, ...cancelFailures];
}

/** A bare answer code (`CC07`) counts only as a word of its own, not inside a transaction number. */
const bareCode = /^[a-z]{2}\d+$/;

/** PGs put spaces, brackets and full stops differently from one message to the next; only letters and digits count. */
function lettersAndDigits(text: string, between: "" | " "): string {
  return normaliseForSearch(text)
    .replace(/[^\p{L}\p{N}]+/gu, between)
    .trim();
}
