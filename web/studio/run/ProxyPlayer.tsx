import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  type LucideIcon,
  Pause,
  Play,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { useContext, useEffect, useRef, useState } from 'react';
import { formatTimecode, frameAt, fromZero, rateLabel, type TimecodeFormat } from '../../../domain/media/timecode';
import type { HeadendProblem } from '../../shared/api/problem';
import { timecode as clockTime } from '../../shared/format';
import { isInterruption, loadShaka, playerProblem } from '../../shared/media/shaka';
import { CountingContext } from './frames';
import { inherited } from './proxy';
import { useOnPosition, useTransport } from './transport';

/** How often a proxy that is not there yet is looked for, milliseconds: soon at first, then less and less often. */
const LOOK_AGAIN_MS = 2_000;
const LOOK_SELDOM_MS = 15_000;
/** Looked for so often, a proxy that does not grow any more is not there. */
const TRIES = 3;

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
  const [failed, setFailed] = useState<HeadendProblem>();

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
      if (gone) return;
      setFailed(undefined);
      setState('ready');
    };
    open().catch((error) => {
      if (gone || isInterruption(error)) return;
      setState('waiting');
      setFailed(playerProblem(error, 'Opening the proxy'));
      const wait = Math.min(LOOK_SELDOM_MS, LOOK_AGAIN_MS * 1.5 ** attempt);
      again = setTimeout(() => setAttempt((count) => count + 1), wait);
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
        {state === 'waiting' &&
          (failed && !growing && attempt + 1 >= TRIES ? (
            <div className="proxy-wait" role="alert">
              <p>{failed.title}.</p>
              <p>{failed.message}</p>
              <Button variant="default" size="xs" onClick={() => setAttempt((count) => count + 1)}>
                Try again
              </Button>
            </div>
          ) : (
            <p className="proxy-wait" role="status">
              {growing ? 'The proxy appears with the first seconds of the decode' : 'Opening the proxy'}
            </p>
          ))}
      </div>
      <Controls video={video} duration={duration} growing={growing} ready={state === 'ready'} />
    </div>
  );
}

interface ControlsProps {
  video: React.RefObject<HTMLVideoElement | null>;
  duration: number | null;
  growing: boolean;
  ready: boolean;
}

function Controls({ video, duration, growing, ready }: ControlsProps) {
  const transport = useTransport();
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const counting = useContext(CountingContext);
  useOnPosition(() => setPlaying(!transport.paused));
  const mute = () => {
    video.current!.muted = !muted;
    setMuted(!muted);
  };
  // Without the frame rate, which the inspection finds, there are no frames to step by.
  const steps = ready && counting !== undefined;
  const buttons: [label: string, icon: LucideIcon, act: () => void, enabled: boolean, key?: string][] = [
    ['First frame', ChevronFirst, () => transport.look(0), ready, 'Home'],
    ['One frame back', ChevronLeft, () => transport.step(-1), steps, ','],
    [playing ? 'Pause' : 'Play', playing ? Pause : Play, () => transport.toggle(), ready, 'Space'],
    ['One frame forward', ChevronRight, () => transport.step(1), steps, '.'],
    ['Last frame', ChevronLast, () => transport.end(), ready, 'End'],
    [muted ? 'Sound on' : 'Sound off', muted ? VolumeX : Volume2, mute, ready],
  ];
  return (
    <div className="proxy-controls">
      {buttons.map(([label, Icon, act, enabled, key]) => (
        <Tooltip key={label} label={key ? `${label} (${key})` : label}>
          <UnstyledButton
            className="icon-button"
            aria-label={label}
            aria-keyshortcuts={key}
            onClick={act}
            disabled={!enabled}
          >
            <Icon size={18} aria-hidden="true" fill={Icon === Play || Icon === Pause ? 'currentColor' : 'none'} />
          </UnstyledButton>
        </Tooltip>
      ))}
      <Clock duration={duration} />
      {growing && <span className="muted proxy-note">Growing while the master is read</span>}
    </div>
  );
}

/** Timecode of the frame that is shown, and the length; times of day until the frame rate is known. */
function Clock({ duration }: Pick<ControlsProps, 'duration'>) {
  const transport = useTransport();
  const clock = useRef<HTMLSpanElement>(null);
  const timecode = useContext(CountingContext)?.timecode;
  const show = () => {
    if (!clock.current) return;
    clock.current.textContent = timecode
      ? formatTimecode(frameAt(transport.now / 1000, timecode.rate), timecode)
      : clockTime(transport.now, 2);
  };
  useOnPosition(show);
  useEffect(show);
  const frames =
    timecode && duration !== null ? Math.round((duration * timecode.rate.num) / (1000 * timecode.rate.den)) : 0;
  return (
    <span className="proxy-clock">
      <span ref={clock} className="proxy-now mono" />
      {duration !== null && (
        <span className="muted mono">
          {' / '}
          {timecode ? formatTimecode(frames, fromZero(timecode)) : clockTime(duration, 2)}
        </span>
      )}
      {timecode && (
        <Tooltip label={countingWords(timecode)}>
          <span className="proxy-rate mono">{rateLabel(timecode)}</span>
        </Tooltip>
      )}
    </span>
  );
}

function countingWords({ dropFrame, startFrame }: TimecodeFormat): string {
  const from = startFrame > 0 ? 'Timecode as the master carries it' : 'Timecode from the start of the master';
  return dropFrame ? `${from}, drop-frame: it keeps up with the clock` : from;
}
