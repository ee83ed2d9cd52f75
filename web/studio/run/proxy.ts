import { useRef } from 'react';
import type { Stage } from '../../shared/api/types';

/** Query parameter that tells one decode's proxy from another's. */
const MARK = 'decode';

/**
 * The time of the decode that made the proxy. A replaced master writes its proxy to the same addresses, so the time goes into them:
 * the browser must not answer from the old one. Somebody who looked at the old proxy meanwhile gets the new one again when it is whole.
 */
export function useDecodeMark(stages: Stage[]): string {
  const quality = stages.find(({ name }) => name === 'quality');
  const started = quality?.started_at ?? '';
  const first = useRef(started);
  first.current ||= started;
  return started !== first.current ? (quality?.ended_at ?? started) : started;
}

/** An address of the proxy with the mark of its decode. */
export function marked(address: string, mark: string): string {
  const url = new URL(address, location.href);
  if (mark) url.searchParams.set(MARK, mark);
  return url.href;
}

/** Give a file that another file names the mark of the other. */
export function inherited(address: string, parent: string): string {
  return marked(address, new URL(parent, location.href).searchParams.get(MARK) ?? '');
}
