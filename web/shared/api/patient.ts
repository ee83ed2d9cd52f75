import type { DefaultOptions } from '@tanstack/react-query';
import { HeadendProblem } from './problem';

/**
 * How both applications ask: again only when that can help, and also when the browser thinks there is no network,
 * because a stack on the same machine answers without one.
 *
 * @param staleTime how long an answer is good, milliseconds
 */
export const patient = (staleTime: number): DefaultOptions => ({
  queries: {
    staleTime,
    networkMode: 'always',
    retry: (failures, error) => failures < 2 && HeadendProblem.from(error).retryable,
  },
  mutations: { networkMode: 'always' },
});
