import { Tooltip, UnstyledButton } from '@mantine/core';
import { ChevronFirst, ChevronLeft, ChevronRight, Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { timecode } from '../../shared/format';
import { isInterruption, loadShaka } from '../../shared/media/shaka';
import { inherited } from './proxy';
import { useOnPosition, useTransport } from './transport';

/** How often a proxy that is not there yet is looked for, milliseconds. */
const LOOK_AGAIN_MS = 3_000;
const FRAME_MS = 40;

interface ProxyPlayerProps {
  hls: string;
  duration: number | null;
  /** The run is still writing it. */
  growing: boolean;
}

/** The proxy of a run. It plays while the rest of the file is still being read. */
export function ProxyPlayer({ hls, duration, growing }: ProxyPlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const closing = useRef<Promise<unknown>>(undefined);
  const transport = useTransport();
  const [state, setState] = useState<'waiting' | 'ready'>('waiting');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the proxy again
  useEffect(() => {
    const element = video.current!;
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    let player: { destroy(): Promise<unknown> } | undefined;
    const open = async () => {
      const shaka = await loadShaka();
      // A player that still lets go of the video would take it from the next one.
      await closing.current;
      if (gone) return;
      const proxy = new shaka.Player();
      player = proxy;
      proxy.configure({ streaming: { rebufferingGoal: 0.5 } });
      proxy.getNetworkingEngine()?.registerRequestFilter((_, request) => {
        request.uris = request.uris.map((uri) => inherited(uri, hls));
      });
      await proxy.attach(element);
      // A playlist that still grows counts as live; without a start it would open at its end.
      await proxy.load(hls, 0, 'application/x-mpegurl');
      if (!gone) setState('ready');
    };
    open().catch((error) => {
      if (gone || isInterruption(error)) return;
      setState('waiting');
      again = setTimeout(() => setAttempt((count) => count + 1), LOOK_AGAIN_MS);
    });
    const detach = transport.attach(element);
    return () => {
      gone = true;
      setState('waiting');
      clearTimeout(again);
      detach();
      closing.current = player?.destroy();
    };
  }, [hls, transport, attempt]);

  return (
    <div className="proxy" data-state={state}>
      <div className="proxy-picture">
        {/* biome-ignore lint/a11y/useMediaCaption: the proxy is for looking at the picture; captions are judged on their own */}
        <video ref={video} playsInline preload="auto" onClick={() => transport.toggle()} tabIndex={-1} />
        {state === 'waiting' && (
          <p className="proxy-wait" role="status">
            {growing ? 'The proxy appears with the first seconds of the decode' : 'Opening the proxy'}
          </p>
        )}
      </div>
      <Controls video={video} duration={duration} growing={growing} ready={state === 'ready'} />
    </div>
  );
}

function Controls({
  video,
  duration,
  growing,
  ready,
}: {
  video: React.RefObject<HTMLVideoElement | null>;
  duration: number | null;
  growing: boolean;
  ready: boolean;
}) {
  const transport = useTransport();
  const clock = useRef<HTMLSpanElement>(null);
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  useOnPosition((ms) => {
    if (clock.current) clock.current.textContent = timecode(ms, 2);
    setPlaying(video.current ? !video.current.paused : false);
  });
  const buttons: [string, React.ReactNode, () => void][] = [
    ['To the beginning', <ChevronFirst key="i" size={18} />, () => transport.seek(0)],
    ['One frame back', <ChevronLeft key="i" size={18} />, () => transport.step(-FRAME_MS)],
    [
      playing ? 'Pause' : 'Play',
      playing ? <Pause key="i" size={18} fill="currentColor" /> : <Play key="i" size={18} fill="currentColor" />,
      () => transport.toggle(),
    ],
    ['One frame forward', <ChevronRight key="i" size={18} />, () => transport.step(FRAME_MS)],
    [
      muted ? 'Sound on' : 'Sound off',
      muted ? <VolumeX key="i" size={18} /> : <Volume2 key="i" size={18} />,
      () => {
        video.current!.muted = !muted;
        setMuted(!muted);
      },
    ],
  ];
  return (
    <div className="proxy-controls">
      {buttons.map(([label, icon, act]) => (
        <Tooltip key={label} label={label}>
          <UnstyledButton className="icon-button" aria-label={label} onClick={act} disabled={!ready}>
            {icon}
          </UnstyledButton>
        </Tooltip>
      ))}
      <span className="proxy-clock">
        <span ref={clock} className="mono">
          0:00.00
        </span>
        {duration !== null && <span className="muted mono"> / {timecode(duration, 2)}</span>}
      </span>
      {growing && <span className="muted proxy-note">Growing while the master is read</span>}
    </div>
  );
}
