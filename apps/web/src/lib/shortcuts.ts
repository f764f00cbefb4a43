import { useLayoutEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  /**
   * One key (`j`, `/`, `?`, `Escape`, `ArrowDown`), a key with the platform's command key (`mod+k`), or two keys one
   * after the other (`g p`). Letters are matched by their place on the keyboard too, so they work while it types Korean.
   */
  readonly keys: string;
  /** What it does, as the help lists it. */
  readonly label: string;
  /** The key does something only then; otherwise it is left to whatever has the keyboard. */
  readonly when?: () => boolean;
  readonly run: (event: KeyboardEvent) => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const groups = new Map<symbol, ShortcutGroup>();
const listeners = new Set<() => void>();
let snapshot: readonly ShortcutGroup[] = [];

function publish(): void {
  snapshot = [...groups.values()];
  for (const listener of listeners) listener();
}

/** Keys that do something while the component stands. They are listed under `title` in the help that `?` opens. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  // What is on screen is what a key acts on.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map((shortcut) => `${shortcut.keys} ${shortcut.label}`).join("\n");

  // With the drawing, not after it: a key that follows at once would find nobody listening.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `signature` says when keys or labels change; `run` is read late
  useLayoutEffect(() => {
    const id = Symbol(title);
    groups.set(id, {
      title,
      shortcuts: latest.current.map((shortcut, index) => ({
        keys: shortcut.keys,
        label: shortcut.label,
        when: () => latest.current[index]?.when?.() ?? true,
        run: (event) => latest.current[index]?.run(event),
      })),
    });
    publish();
    return () => {
      groups.delete(id);
      publish();
    };
  }, [title, signature]);
}

/** What can be pressed right now, for the help. */
export function useActiveShortcuts(): readonly ShortcutGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

const sequenceMs = 900;
let pending: { readonly key: string; readonly at: number } | null = null;

/** True where a typed letter is text, not a command. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  const typeless = ["checkbox", "radio", "button", "submit", "reset"];
  return target instanceof HTMLInputElement && !typeless.includes(target.type);
}

/** A modal owns the keyboard while it is open. */
function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"], [role="menu"]') !== null;
}

/** The names one key press may go by: what it types and where it lies. */
function namesOf(event: KeyboardEvent): readonly string[] {
  const typed = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  return place === undefined || /^[\x20-\x7e]$/.test(typed) ? [typed] : [typed, place];
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const names = namesOf(event);
  if (event.ctrlKey || event.metaKey) {
    run(
      event,
      names.map((name) => `mod+${name}`),
    );
    return;
  }
  if (isTyping(event.target) || isModalOpen()) return;
  const now = event.timeStamp;
  const before = pending !== null && now - pending.at < sequenceMs ? pending.key : null;
  pending = null;
  if (
    before !== null &&
    run(
      event,
      names.map((name) => `${before} ${name}`),
    )
  )
    return;
  if (run(event, names)) return;
  const starts = names.find((name) => isFirstOfSequence(name));
  if (starts !== undefined) pending = { key: starts, at: now };
}

function isFirstOfSequence(name: string): boolean {
  return snapshot.some((group) => group.shortcuts.some((shortcut) => shortcut.keys.startsWith(`${name} `)));
}

/** Runs the most recently added shortcut of that name, so that a page may take over a key of the frame. */
function run(event: KeyboardEvent, names: readonly string[]): boolean {
  for (const group of snapshot.toReversed()) {
    const shortcut = group.shortcuts.find(({ keys, when }) => names.includes(keys) && when?.() !== false);
    if (shortcut === undefined) continue;
    event.preventDefault();
    shortcut.run(event);
    return true;
  }
  return false;
}

/** Starts listening for shortcuts; returns how to stop. */
export function listenForShortcuts(): () => void {
  window.addEventListener("keydown", handle);
  return () => window.removeEventListener("keydown", handle);
}

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** How a key combination is written on this machine's keyboard: `⌘K` or `Ctrl K`. */
export function keyCaps(keys: string): readonly string[] {
  return keys.split(" ").map((part) => {
    if (part.startsWith("mod+")) {
      const key = part.slice(4).toUpperCase();
      return isApple() ? `⌘${key}` : `Ctrl ${key}`;
    }
    if (part === "Escape") return "Esc";
    if (part === "ArrowUp") return "↑";
    if (part === "ArrowDown") return "↓";
    return part.length === 1 ? part.toUpperCase() : part;
  });
}
