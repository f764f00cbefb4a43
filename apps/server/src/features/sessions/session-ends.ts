/** Tells open connections of this process that a session is over. Other processes notice at their next heartbeat. */
export interface SessionEnds {
  announce(sessionIds: readonly string[]): void;
  /** Calls `listener` once, when that session ends. */
  onEnd(sessionId: string, listener: () => void): () => void;
}

/** `onAnnounced` hears of every announcement before the listeners do. */
export function createSessionEnds(onAnnounced: () => void): SessionEnds {
  const listeners = new Map<string, Set<() => void>>();
  return {
    announce(sessionIds) {
      onAnnounced();
      for (const id of sessionIds) {
        const waiting = listeners.get(id);
        listeners.delete(id);
        for (const listener of waiting ?? []) listener();
      }
    },
    onEnd(sessionId, listener) {
      const waiting = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, waiting);
      waiting.add(listener);
      return () => {
        waiting.delete(listener);
        if (waiting.size === 0 && listeners.get(sessionId) === waiting) listeners.delete(sessionId);
      };
    },
  };
}
