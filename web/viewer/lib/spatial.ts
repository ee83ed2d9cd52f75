import { useEffect } from 'react';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
const DIRECTIONS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The gap between two ranges on one axis; 0 where they overlap. */
const gap = (a0: number, a1: number, b0: number, b1: number): number => Math.max(0, b0 - a1, a0 - b1);

/**
 * How far `to` is from `from` when looking one way; undefined when it is not that way.
 * Straying to the side costs more than going on, as a person with a remote expects.
 */
export function distance(from: Box, to: Box, direction: Direction): number | undefined {
  const horizontal = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const [f0, f1, t0, t1] = horizontal
    ? [from.left, from.right, to.left, to.right]
    : [from.top, from.bottom, to.top, to.bottom];
  const forward = direction === 'ArrowRight' || direction === 'ArrowDown' ? t0 - f1 : f0 - t1;
  const ahead =
    direction === 'ArrowRight' || direction === 'ArrowDown'
      ? (t0 + t1) / 2 > (f0 + f1) / 2
      : (t0 + t1) / 2 < (f0 + f1) / 2;
  if (!ahead || forward < -0.5 * Math.min(f1 - f0, t1 - t0)) return undefined;
  const aside = horizontal
    ? gap(from.top, from.bottom, to.top, to.bottom)
    : gap(from.left, from.right, to.left, to.right);
  return Math.max(0, forward) + aside * 3;
}

const isVisible = (element: HTMLElement): boolean => element.checkVisibility?.({ visibilityProperty: true }) ?? true;

function move(direction: Direction): boolean {
  const active = document.activeElement;
  const all = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element !== active && !element.classList.contains('skip-link') && isVisible(element),
  );
  if (!(active instanceof HTMLElement) || active === document.body) {
    const first = document.querySelector<HTMLElement>('[data-first-focus]') ?? all[0];
    first?.focus();
    return first !== undefined;
  }
  const from = active.getBoundingClientRect();
  let best: { element: HTMLElement; cost: number } | undefined;
  for (const element of all) {
    const cost = distance(from, element.getBoundingClientRect(), direction);
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { element, cost };
  }
  best?.element.focus({ preventScroll: true });
  best?.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'smooth' });
  return best !== undefined;
}

/** Arrow keys walk between what can be chosen, for remotes and for anyone without a mouse. */
export function useArrowNavigation(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!DIRECTIONS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target as HTMLElement;
      const typing = target.matches('input, textarea, select');
      if (typing && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return;
      if (target.closest('dialog')) return;
      if (move(event.key as Direction)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
