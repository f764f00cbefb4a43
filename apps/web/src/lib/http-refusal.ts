import { reportSignedOut } from "./session-watch.ts";

/** The server's refusal of a plain request in the form of every other one, so that it is put into words the same way. */
export async function refusalOf(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined);
  const { code, message, requestId, ...facts } = Object(body);
  if (code === "SIGNED_OUT") reportSignedOut();
  return Object.assign(new Error(typeof message === "string" ? message : `HTTP ${response.status}`), {
    data: { appCode: code, requestId, ...facts },
  });
}
