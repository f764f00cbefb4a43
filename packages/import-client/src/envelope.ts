import { isWireObject } from "./wire-object.ts";

/** The `{code, message, response}` around every V1 answer. */
export interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly response: unknown;
}

export type OpenedEnvelope =
  | { readonly envelope: Envelope; readonly problem?: undefined }
  | { readonly envelope?: undefined; readonly problem: string };

/** Total: says what is wrong with an answer that is not an envelope, without quoting it. */
export function openEnvelope(text: string): OpenedEnvelope {
  const start = text.trimStart().charAt(0);
  if (start === "") return { problem: "the answer is empty" };
  if (start === "<") return { problem: "the answer is a web page, not JSON" };
  const json = parseJson(text);
  if (json === undefined) return { problem: "the answer is not whole JSON" };
  if (!isWireObject(json) || !Number.isSafeInteger(json.code)) return { problem: "the answer has no code" };
  const message = json.message;
  return {
    envelope: {
      code: Number(json.code),
      message: typeof message === "string" ? message : "",
      response: json.response ?? null,
    },
  };
}

/** The parser's own error is dropped because it quotes the text, which may hold a token or a buyer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
