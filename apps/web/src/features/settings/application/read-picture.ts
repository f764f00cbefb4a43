const longestSide = 2_400;
/** A slow machine takes long; one that takes longer is told that it did not work. */
const patienceMs = 90_000;

/**
 * The text in a picture. It is read in a thread of this browser by code from our own origin: nothing leaves it. Rejects where
 * the picture cannot be decoded or nothing has come of it for too long.
 */
export async function readPicture(picture: Blob): Promise<string> {
  const [{ default: tesseract }, image] = await Promise.all([import("tesseract.js"), withinSize(picture)]);
  const overdue = Promise.withResolvers<never>();
  const timer = setTimeout(() => overdue.reject(new Error("Reading took too long.")), patienceMs);
  try {
    const reader = await Promise.race([
      tesseract.createWorker("kor", tesseract.OEM.LSTM_ONLY, {
        workerPath: "/ocr/worker.min.js",
        workerBlobURL: false,
        corePath: "/ocr/tesseract-core-simd-lstm.wasm.js",
        langPath: "/ocr",
        gzip: false,
        cacheMethod: "none",
        errorHandler: (error: unknown) => overdue.reject(error),
      }),
      overdue.promise,
    ]);
    try {
      const { data } = await Promise.race([reader.recognize(image), overdue.promise]);
      return data.text;
    } finally {
      await reader.terminate();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** The picture upright and no larger than reading needs: a camera's picture holds many times that. */
async function withinSize(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser draws nothing.");
  // What is transparent would become black, and so would the letters on it.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}
