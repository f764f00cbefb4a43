import type { LiveEvent, LiveHub } from "../../context.ts";

/** Tells every listener of this process; one that throws does not keep the others from hearing. */
export function createLiveHub(onListenerError: (error: unknown) => void): LiveHub {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(listener) {
      const own = (event: LiveEvent) => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
