import { useEffect, useRef } from 'react';

/** What each key does, by `KeyboardEvent.key` in lower case, or a pair of keys one after the other: `g i`. */
type Keys = Record<string, () => void>;

/** How long the second key of a pair may take, milliseconds. */
const PAIR_MS = 1_000;

/** The keys of everything on the page; what was drawn last comes first. */
const layers: { current: Keys }[] = [];
let before = { name: '', at: Number.NEGATIVE_INFINITY };

/** An open dialog answers its own keys. */
const dialogIsOpen = (): boolean => document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]') !== null;

/** `a`, `?`, `arrowleft`, `shift+arrowleft`: Shift is only named with keys that write nothing. */
const nameOf = ({ key, shiftKey }: KeyboardEvent): string =>
  `${shiftKey && key.length > 1 ? 'shift+' : ''}${key.toLowerCase()}`;

const actionOf = (name: string): (() => void) | undefined =>
  layers.map(({ current }) => current[name]).find((action) => action !== undefined);

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
  if (dialogIsOpen()) return;
  // Space and Enter belong to the button that has the focus.
  if ((event.key === ' ' || event.key === 'Enter') && target.closest('button, a, [role="button"], summary')) return;
  const name = nameOf(event);
  const pair = event.timeStamp - before.at < PAIR_MS ? actionOf(`${before.name} ${name}`) : undefined;
  before = { name: pair ? '' : name, at: event.timeStamp };
  const action = pair ?? actionOf(name);
  if (!action) return;
  event.preventDefault();
  action();
}

/**
 * Shortcuts of a page or a part of one. Ignored while someone types, holds a modifier or has a dialog before them.
 * Where two parts want the same key, the one drawn last gets it.
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', onKey);
    layers.unshift(current);
    return () => {
      layers.splice(layers.indexOf(current), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, []);
}
