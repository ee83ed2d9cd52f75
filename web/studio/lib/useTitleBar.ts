import { useEffect } from 'react';

/** The name of the page in the browser's tab and history. */
export function useTitleBar(name: string): void {
  useEffect(() => {
    document.title = `${name} · Headend Studio`;
  }, [name]);
}
