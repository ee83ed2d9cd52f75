import 'shaka-player/dist/controls.css';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Shortcuts } from '../../shared/components/Shortcuts';
import { useKeys } from '../../shared/useKeys';
import { LiveBar } from '../components/LiveBar';
import { LivePlayer } from '../components/LivePlayer';
import { Notice, ProblemNotice } from '../components/Notice';
import { SHORTCUTS } from '../components/shortcutGroups';
import { useChannelSession, useClock, useOnAir } from '../lib/channels';
import type { Format } from '../lib/film';
import { neighbour, nowAndNext, watchPath } from '../lib/guide';
import type { LivePosition, Tuner } from '../lib/live';

/** How long it is said what is on after a zap, milliseconds. */
const TOLD_MS = 5_000;

/** A channel: edge to edge. `?start=SECONDS` plays from that instant, epoch seconds; `?f=dash` over DASH. */
export function Live() {
  const { slug = '' } = useParams();
  const [params] = useSearchParams();
  const [attempt, setAttempt] = useState(1);
  const [broken, setBroken] = useState<unknown>();
  const asked = Number(params.get('start'));
  const start = asked > 0 ? asked * 1000 : null;
  const { data, error, refetch } = useOnAir(start ?? undefined);
  const channel = data?.channels.find((each) => each.slug === slug);
  useEffect(() => {
    if (channel) document.title = `${channel.name} · Headend`;
  }, [channel]);
  // What was wrong with one channel is not wrong with another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it says
  useEffect(() => setBroken(undefined), [slug, start]);

  const retry = () => {
    setBroken(undefined);
    setAttempt((count) => count + 1);
    refetch();
  };
  const toGuide = (
    <Link className="button" to="/guide">
      To the guide
    </Link>
  );
  const problem = broken ?? (data ? undefined : error);
  if (problem) {
    return (
      <main className="watch">
        <ProblemNotice error={problem} onRetry={retry} more={toGuide} />
      </main>
    );
  }
  if (data && !channel) {
    return (
      <main className="watch">
        <Notice title="This channel is not on air" action={toGuide}>
          It may be on air again later, or have another address.
        </Notice>
      </main>
    );
  }
  return (
    <main className="watch live">
      <h1 className="visually-hidden">{channel?.name ?? 'Channel'}</h1>
      {channel && data ? (
        <Tuned
          key={attempt}
          channels={data.channels}
          slug={slug}
          start={start}
          attempt={attempt}
          onBroken={setBroken}
        />
      ) : (
        <p className="watch-wait" role="status">
          Opening the channel
        </p>
      )}
    </main>
  );
}

type Channels = NonNullable<ReturnType<typeof useOnAir>['data']>['channels'];

interface TunedProps {
  channels: Channels;
  slug: string;
  start: number | null;
  attempt: number;
  onBroken: (problem: unknown) => void;
}

/** The picture of a channel, and the keys of a remote. */
function Tuned({ channels, slug, start, attempt, onBroken }: TunedProps) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const tuner = useRef<Tuner>(undefined);
  const [position, setPosition] = useState<LivePosition>();
  const [help, setHelp] = useState(false);
  const clock = useClock();
  const session = useChannelSession(slug, attempt);
  useEffect(() => {
    if (session.error) onBroken(session.error);
  }, [session.error, onBroken]);
  const format: Format = params.get('f') === 'dash' || session.data?.drm ? 'dash' : 'hls';
  const told = useTold(`${slug}:${start}`);
  const channel = channels.find((each) => each.slug === slug)!;
  const go = (to: string, from?: string) => navigate(keepFormat(watchPath(to, from), params), { replace: true });
  const zap = (way: 1 | -1) => {
    const next = neighbour(channels, slug, way);
    if (next) go(next.slug);
  };
  const live = () => (start === null ? tuner.current?.goToLive() : go(slug));
  const startOver = () => {
    const { now } = nowAndNext(channel.programmes, position?.at ?? clock);
    if (now) go(slug, now.start);
  };
  useKeys({
    arrowup: () => zap(1),
    arrowdown: () => zap(-1),
    pageup: () => zap(1),
    pagedown: () => zap(-1),
    enter: () => document.querySelector<HTMLElement>('.live-actions :is(button, a)')?.focus(),
    s: startOver,
    l: live,
    c: () => tuner.current?.toggleCaptions(),
    g: () => navigate('/guide'),
    '?': () => setHelp(true),
    escape: () => document.fullscreenElement || navigate('/guide'),
  });
  return (
    <>
      <LivePlayer
        session={session.data}
        format={format}
        name={channel.name}
        start={start}
        tuner={tuner}
        onPosition={setPosition}
        onBroken={onBroken}
      />
      <div className="watch-top">
        <Link className="watch-back" to="/guide" aria-label="Back to the guide">
          <ArrowLeft size={24} aria-hidden="true" />
        </Link>
      </div>
      <LiveBar
        channel={channel}
        position={position}
        clock={clock}
        pinned={told || position === undefined}
        alone={channels.length < 2}
        onStartOver={startOver}
        onLive={live}
        onZap={zap}
      />
      <Shortcuts open={help} onClose={() => setHelp(false)} groups={SHORTCUTS} />
    </>
  );
}

const keepFormat = (to: string, params: URLSearchParams): string =>
  params.get('f') === 'dash' ? `${to}${to.includes('?') ? '&' : '?'}f=dash` : to;

/** True for some seconds after something else was chosen. */
function useTold(what: string): boolean {
  const [told, setTold] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with each channel, and each instant of it
  useEffect(() => {
    setTold(true);
    const timer = setTimeout(() => setTold(false), TOLD_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return told;
}
