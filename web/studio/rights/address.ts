import { useSearchParams } from 'react-router';

/** What of the address is set; undefined clears it. A page of a list belongs to its filters, so it goes with every change. */
export type Change = Record<string, string | undefined>;

/** The query of the address, and how to change it. */
export function useAddress(): {
  params: URLSearchParams;
  /** The address with a change, to link to. */
  to: (change: Change, keepPage?: boolean) => string;
  /** A step that the back button undoes, or none. The page of a list stays only if that is said. */
  go: (change: Change, how?: { push?: boolean; keepPage?: boolean }) => void;
} {
  const [params, setParams] = useSearchParams();
  const changed = (given: URLSearchParams, change: Change, keepPage = false) => {
    const next = new URLSearchParams(given);
    if (!keepPage) next.delete('cursor');
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  };
  return {
    params,
    to: (change, keepPage) => `?${changed(params, change, keepPage)}`,
    go: (change, { push = false, keepPage } = {}) =>
      setParams((given) => changed(given, change, keepPage), { replace: !push, preventScrollReset: true }),
  };
}
