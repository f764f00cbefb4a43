export type ToastTone = "ok" | "bad" | "info";

export interface Toast {
  readonly id: number;
  readonly tone: ToastTone;
  readonly text: string;
  readonly action: { readonly label: string; readonly onAction: () => void } | undefined;
}

const maximumShown = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/**
 * Says something that needs no answer. Failures stay until they are closed; the rest leave by themselves. What must be
 * decided belongs in the page or in a dialog.
 */
export function showToast(text: string, options: { tone?: ToastTone; action?: Toast["action"] } = {}): void {
  const toast: Toast = { id: nextId++, tone: options.tone ?? "ok", text, action: options.action };
  // Saying the same thing again moves it to the front instead of piling up.
  publish([...toasts.filter((shown) => shown.text !== text), toast].slice(-maximumShown));
}

export function closeToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
