import { useSyncExternalStore } from 'react';
import { runtime } from '../../shared/format';

/** Where a viewer stopped, kept in this browser only. Milliseconds; `at` is epoch milliseconds. */
export interface Progress {
  position: number;
  duration: number;
  at: number;
}

const STORE = 'headend.progress';
const listeners = new Set<() => void>();
let cache: Record<string, Progress> | undefined;

function readAll(): Record<string, Progress> {
  if (cache) return cache;
  try {
    cache = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Record<string, Progress>;
  } catch {
    cache = {};
  }
  return cache;
}

function write(next: Record<string, Progress>): void {
  cache = next;
  try {
    localStorage.setItem(STORE, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing still plays; it only forgets where it was.
  }
  for (const listener of listeners) listener();
}

/** What another tab wrote counts here too. */
window.addEventListener('storage', ({ key }) => {
  if (key !== STORE) return;
  cache = undefined;
  for (const listener of listeners) listener();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Under this much watched there is nothing to resume. */
const BEGUN_MS = 5_000;
/** The credits: past this share a title counts as seen. */
const SEEN = 0.96;

/** Remember a position; a title that is barely begun or seen to the end is forgotten. */
export function rememberProgress(titleId: string, position: number, duration: number): void {
  const { [titleId]: _, ...others } = readAll();
  const worthKeeping = duration > 0 && position >= BEGUN_MS && position < duration * SEEN;
  write(worthKeeping ? { ...others, [titleId]: { position, duration, at: Date.now() } } : others);
}

export const forgetProgress = (titleId: string): void => rememberProgress(titleId, 0, 0);

/** Every begun title, by id. */
export const useProgress = (): Record<string, Progress> => useSyncExternalStore(subscribe, readAll);

export const progressOf = (titleId: string): Progress | undefined => readAll()[titleId];

/** `23 min left`. */
export const remaining = ({ position, duration }: Progress): string => `${runtime(duration - position)} left`;

/** What the viewer chose last time, so that the next film opens the same way. */
export interface Preferences {
  audio?: string;
  /** Language of the captions; null is off. */
  captions?: string | null;
  /** Size and place of the captions, in the player's own terms. */
  captionStyle?: { fontScaleFactor?: number; positionArea?: number };
}

export function preferences(): Preferences {
  try {
    return JSON.parse(localStorage.getItem('headend.preferences') ?? '{}') as Preferences;
  } catch {
    return {};
  }
}

export function prefer(change: Preferences): void {
  try {
    localStorage.setItem('headend.preferences', JSON.stringify({ ...preferences(), ...change }));
  } catch {
    // As above.
  }
}
