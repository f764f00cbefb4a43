/** Hands a file to the browser to keep. */
export function saveBlob(fileName: string, whole: Blob): void {
  const url = URL.createObjectURL(whole);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken hold of the file once this turn is over.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Hands a text to the browser as a file to keep. */
export function saveText(fileName: string, text: string): void {
  saveBlob(fileName, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
