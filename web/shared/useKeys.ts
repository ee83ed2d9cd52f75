import { useEffect, useRef } from 'react';

/**
 * Single-key shortcuts for a page. Ignored while someone types or holds a modifier.
 * @param keys what each key does, by `KeyboardEvent.key` in lower case
 */
export function useKeys(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
      // Space and Enter belong to the button that has the focus.
      if ((event.key === ' ' || event.key === 'Enter') && target.closest('button, a, [role="button"], summary')) return;
      const action = current.current[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
