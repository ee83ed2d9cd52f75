import { useEffect, useRef } from 'react';

/** Ctrl or Command with S saves what is typed, from any field; and the browser asks before a page with unsaved words is left. */
export function useSaving(unsaved: boolean, save: () => void): void {
  const current = useRef({ unsaved, save });
  current.current = { unsaved, save };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (current.current.unsaved) current.current.save();
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (current.current.unsaved) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, []);
}
