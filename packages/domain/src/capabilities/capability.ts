import type { KstDate } from "../kst-time.ts";
import type { Localised } from "../locale.ts";

/** `by_contract`: the PG does it for merchants that agreed on it. `disagree`: first-party sources contradict each other. */
export type CapabilityAnswer = "yes" | "no" | "by_contract" | "disagree";

/** Where a source says what. */
export interface Citation {
  readonly title: string;
  readonly url: string;
  /** The part of the page, in its own words where it has some. */
  readonly part: string;
  readonly says: Exclude<CapabilityAnswer, "disagree">;
  /** The day on which somebody last compared the table with the page. */
  readonly checkedOn: KstDate;
}

/** No answer without a source, and no disagreement without two. */
export type Capability = {
  /** What a person should know before trying. */
  readonly note?: Localised;
} & (
  | {
      readonly answer: Exclude<CapabilityAnswer, "disagree">;
      readonly citations: readonly [Citation, ...Citation[]];
    }
  | { readonly answer: "disagree"; readonly citations: readonly [Citation, Citation, ...Citation[]] }
);

export const capabilityAnswerNames: Readonly<Record<CapabilityAnswer, Localised>> = {
  yes: { ko: "지원", en: "Supported" },
  no: { ko: "미지원", en: "Not supported" },
  by_contract: { ko: "PG 계약 필요", en: "By contract" },
  disagree: { ko: "문서마다 다름", en: "Sources disagree" },
};

/** What the answer means for whoever is about to try. */
export const capabilityAnswerWords: Readonly<Record<CapabilityAnswer, Localised>> = {
  yes: { ko: "이 PG에서 할 수 있어요.", en: "This PG does it." },
  no: { ko: "이 PG는 지원하지 않아요.", en: "This PG does not do it." },
  by_contract: {
    ko: "PG와 따로 계약한 상점만 할 수 있어요. 계약하지 않았다면 PG가 거절해요.",
    en: "Only merchants that agreed on it with the PG can. Without that contract the PG refuses.",
  },
  disagree: {
    ko: "포트원 문서마다 설명이 달라요. 시도할 수 있지만 거절될 수 있고, 거절되면 아무것도 바뀌지 않아요.",
    en: "PortOne's own documents contradict each other. It may be tried and may be refused; a refusal changes nothing.",
  },
};
