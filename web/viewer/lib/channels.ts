import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../shared/api/client';
import { deviceClaims } from '../../shared/media/licence';
import type { Span } from './guide';

const viewer = api('viewer');

/** Plans change, and channels come on air: what is shown of them is no older. */
const LOOK_EVERY_MS = 60_000;
const [BEFORE_MS, AFTER_MS] = [7_200_000, 14_400_000];

const iso = (at: number): string => new Date(at).toISOString();

/** Programmes of all channels in a span of time. */
export const useGuide = ({ from, until }: Span) =>
  useQuery({
    queryKey: ['guide', from, until],
    queryFn: ({ signal }) => viewer.guide({ from: iso(from), until: iso(until) }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });

/** What is on now, and some hours before and after it. @param since reaches further back, epoch milliseconds */
export const useOnAir = (since?: number) =>
  useQuery({
    queryKey: ['on-air', since],
    queryFn: ({ signal }) => {
      const now = Date.now();
      const from = Math.min(now - BEFORE_MS, since ?? now);
      return viewer.guide({ from: iso(from), until: iso(now + AFTER_MS) }, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });

/**
 * Permission to play a channel, with the licence of what is encrypted on it.
 * @param attempt grows by one when the viewer presses "Try again"
 */
export const useChannelSession = (slug: string, attempt: number) =>
  useQuery({
    queryKey: ['channel-session', slug, attempt],
    queryFn: async ({ signal }) => viewer.playChannel({ channel_id: slug, device: await deviceClaims() }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The time, again and again. Epoch milliseconds. */
export function useClock(everyMs = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** `20:15`, in the viewer's own zone. */
export const clockTime = (at: number | string): string =>
  new Intl.DateTimeFormat(navigator.language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** `CET`, or however the viewer's zone is called at that time. */
export const zoneName = (at: number): string =>
  new Intl.DateTimeFormat(navigator.language, { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';
