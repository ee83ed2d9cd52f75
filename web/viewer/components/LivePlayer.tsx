import { useEffect, useRef, useState } from 'react';
import type { PlaybackSession } from '../../shared/api/types';
import { isInterruption, playerProblem } from '../../shared/media/shaka';
import { keepAlive } from '../lib/beats';
import type { Format } from '../lib/film';
import { type LivePosition, openTuner, type Tuner } from '../lib/live';

const TICK_MS = 1_000;

interface LivePlayerProps {
  /** Undefined while it is asked for. */
  session: PlaybackSession | undefined;
  format: Format;
  name: string;
  /** Where to begin, epoch milliseconds; null: live. */
  start: number | null;
  tuner: React.RefObject<Tuner | undefined>;
  onPosition: (position: LivePosition | undefined) => void;
  onBroken: (problem: unknown) => void;
}

/** The picture of a channel. Another channel comes into the same picture. */
export function LivePlayer({ session, format, name, start, tuner, onPosition, onBroken }: LivePlayerProps) {
  const container = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const [playing, setPlaying] = useState(false);
  const playedName = useRef(name);
  playedName.current = name;

  useEffect(() => {
    let gone = false;
    const broken = (error: unknown) => {
      if (!gone && !isInterruption(error)) onBroken(playerProblem(error, `Playing ${playedName.current}`));
    };
    openTuner(container.current!, video.current!, broken).then((opened) => {
      if (gone) return void opened.destroy();
      tuner.current = opened;
      setReady(true);
    }, broken);
    const timer = setInterval(() => onPosition(tuner.current?.position()), TICK_MS);
    return () => {
      gone = true;
      clearInterval(timer);
      tuner.current?.destroy();
      tuner.current = undefined;
      setReady(false);
    };
  }, [tuner, onPosition, onBroken]);

  useEffect(() => {
    if (!ready || !session) return;
    let gone = false;
    onPosition(undefined);
    const beats = keepAlive(session, (problem) => !gone && onBroken(problem));
    tuner.current?.tune({ session, beats, format, start }).catch((error: unknown) => {
      if (!gone && !isInterruption(error)) onBroken(playerProblem(error, `Opening ${playedName.current}`));
    });
    return () => {
      gone = true;
      beats.stop();
    };
  }, [ready, session, format, start, tuner, onPosition, onBroken]);

  return (
    <div ref={container} className="watch-player">
      {/* biome-ignore lint/a11y/useMediaCaption: caption tracks are added by the player from the manifest */}
      <video
        ref={video}
        className="watch-video"
        playsInline
        data-playing={playing}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
      />
    </div>
  );
}
