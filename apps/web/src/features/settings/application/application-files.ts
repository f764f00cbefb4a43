import { type DocumentKind, judgeDocument, mostDocumentBytes } from "@maru/domain";
import { refusalOf } from "../../../lib/http-refusal.ts";
import { saveBlob } from "../../../lib/save-file.ts";

const address = "/api/application/files";

export interface DocumentUpload {
  readonly file: File;
  /** Null for papers of the business itself. */
  readonly applicationId: string | null;
  readonly kind: DocumentKind;
}

/** Sends a file to be kept. What the server would refuse is refused before it leaves, in the same form. */
export async function uploadDocument({ file, applicationId, kind }: DocumentUpload): Promise<void> {
  const verdict =
    file.size > mostDocumentBytes
      ? { isKept: false as const, refusal: "too_large" as const }
      : judgeDocument(new Uint8Array(await file.arrayBuffer()));
  if (!verdict.isKept) {
    throw Object.assign(new Error("The file is refused."), {
      data: { appCode: "DOCUMENT_REFUSED", family: "refused", details: { refusal: verdict.refusal } },
    });
  }
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-document": encodeURIComponent(JSON.stringify({ applicationId, kind, name: file.name.slice(0, 200) })),
    },
    body: file,
  });
  if (!response.ok) throw await refusalOf(response);
}

/** Takes a file out and hands it to the browser to keep. */
export async function downloadDocument(file: {
  readonly fileId: string;
  readonly applicationId: string | null;
}): Promise<void> {
  const response = await fetch(`${address}/download`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(file),
  });
  if (!response.ok) throw await refusalOf(response);
  const name = /''(.+)$/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "document";
  saveBlob(decodeURIComponent(name), await response.blob());
}
