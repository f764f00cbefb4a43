import { useSyncExternalStore } from "react";

let signedOut = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (signedOut === value) return;
  signedOut = value;
  for (const listener of listeners) listener();
}

/** Any answer that says nobody is signed in ends up here, whichever call it belonged to. */
export function reportSignedOut(): void {
  set(true);
}

export function reportSignedIn(): void {
  set(false);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True from the first refused call until somebody signs in again. */
export function useIsSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => signedOut);
}
