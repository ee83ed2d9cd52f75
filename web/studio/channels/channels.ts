import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Channel, ChannelOrder } from '../../shared/api/types';
import { operator } from '../lib/queries';
import { readEdge } from './edge';

const SOON_MS = 5_000;
const NOW_AND_THEN_MS = 15_000;
const SELDOM_MS = 60_000;

const iso = (at: number): string => new Date(at).toISOString();

export const useChannels = () =>
  useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => operator.channels(signal),
    refetchInterval: NOW_AND_THEN_MS,
  });

export const useTemplates = () =>
  useQuery({
    queryKey: ['channel-templates'],
    queryFn: ({ signal }) => operator.channelTemplates(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A channel with the tag that a change of it must name. */
export const useChannel = (id: string) =>
  useQuery({
    queryKey: ['channel', id],
    queryFn: ({ signal }) => operator.channel(id, signal),
    refetchInterval: NOW_AND_THEN_MS,
  });

/** What airs in a span of time. */
export const useSchedule = (id: string, span: { from: number; until: number; variant?: string }) =>
  useQuery({
    queryKey: ['schedule', id, span],
    queryFn: ({ signal }) =>
      operator.schedule(id, { from: iso(span.from), until: iso(span.until), variant: span.variant }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: SELDOM_MS,
  });

/** What is on, and what comes next. */
export const useOnAir = (id: string) =>
  useQuery({
    queryKey: ['on-air', id],
    queryFn: ({ signal }) => {
      const now = Date.now();
      return operator.schedule(id, { from: iso(now - SELDOM_MS), until: iso(now + 6 * 3_600_000) }, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: NOW_AND_THEN_MS,
  });

/** The live edge, read from the playlist as a player would. */
export const useEdge = ({ id, hls, state }: Channel) =>
  useQuery({
    queryKey: ['edge', id],
    queryFn: ({ signal }) => readEdge(hls, signal),
    enabled: state !== 'off',
    retry: false,
    refetchInterval: SOON_MS,
  });

/** What was on air in a span of time. */
export const useAsRun = (id: string, span: { from: number; until: number; variant?: string }) =>
  useQuery({
    queryKey: ['as-run', id, span],
    queryFn: ({ signal }) =>
      operator.asRun(id, { from: iso(span.from), until: iso(span.until), variant: span.variant }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: SELDOM_MS,
  });

/** Do something to a channel, then look at all of it again. */
export function useChannelAction<Input, Answer>(action: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: action,
    onSettled: () =>
      Promise.all(
        ['channels', 'channel', 'schedule', 'on-air', 'as-run'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

/** Time and day as the channel's zone has them. */
export const zoned = (zone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(navigator.language, { ...style, timeZone: zone });

/** Schedules count to 24, whatever the reader's language does. */
export const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
export const EXACT: Intl.DateTimeFormatOptions = { ...CLOCK, second: '2-digit' };
export const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

/** What a channel says, as it is sent again with a change. */
export const orderOf = (channel: Channel): ChannelOrder => ({
  ...{ slug: channel.slug, name: channel.name, description: channel.description, number: channel.number },
  ...{ category: channel.category, time_zone: channel.time_zone, format: channel.format },
  ...{ schedule: channel.schedule, signalling: channel.signalling, variants: channel.variants },
  ...{ slate_id: channel.slate_id, logo_url: channel.logo_url },
});
