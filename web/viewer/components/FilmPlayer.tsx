import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { PlaybackSession } from '../../shared/api/types';
import { isInterruption, playerProblem } from '../../shared/media/shaka';
import { useKeys } from '../../shared/useKeys';
import { keepAlive } from '../lib/beats';
import { type Film, type Format, openFilm } from '../lib/film';
import { progressOf, rememberProgress } from '../lib/progress';

const REMEMBER_EVERY_MS = 3_000;

interface FilmPlayerProps {
  session: PlaybackSession;
  format: Format;
  /** Where to begin; null is where the viewer stopped. */
  startSeconds: number | null;
  onBroken: (problem: unknown) => void;
}

export function FilmPlayer({ session, format, startSeconds, onBroken }: FilmPlayerProps) {
  const container = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const film = useRef<Film>(undefined);
  const [ended, setEnded] = useState(false);
  useKeys({ c: () => film.current?.toggleCaptions() });
  const [playing, setPlaying] = useState(false);
  const titleId = session.title_id;

  useEffect(() => {
    const element = video.current!;
    const from = startSeconds ?? (progressOf(titleId)?.position ?? 0) / 1000;
    let gone = false;
    let begun = false;
    const broken = (error: unknown) => {
      if (!gone && !isInterruption(error))
        onBroken(playerProblem(error, `At ${Math.round(element.currentTime)} s of the film`));
    };
    const remember = () => {
      if (begun && Number.isFinite(element.duration))
        rememberProgress(titleId, element.currentTime * 1000, element.duration * 1000);
    };
    const beats = keepAlive(session, (problem) => !gone && onBroken(problem));
    const startAt = from > 0 ? from : null;
    const opening = openFilm(
      { container: container.current!, video: element, session, format, startSeconds: startAt, beats },
      broken,
    );
    opening.then((opened) => {
      if (gone) return void opened.destroy();
      film.current = opened;
      begun = true;
      // A browser may refuse sound before the first click; then the big button waits.
      element.play().catch(() => undefined);
    }, broken);
    const timer = setInterval(remember, REMEMBER_EVERY_MS);
    element.addEventListener('pause', remember);
    window.addEventListener('pagehide', remember);
    return () => {
      remember();
      gone = true;
      beats.stop();
      clearInterval(timer);
      element.removeEventListener('pause', remember);
      window.removeEventListener('pagehide', remember);
      film.current?.destroy();
      film.current = undefined;
    };
  }, [session, format, startSeconds, titleId, onBroken]);

  const again = () => {
    const element = video.current!;
    element.currentTime = 0;
    element.play().catch(() => undefined);
  };

  return (
    <>
      <div ref={container} className="watch-player">
        {/* biome-ignore lint/a11y/useMediaCaption: caption tracks are added by the player from the manifest */}
        <video
          ref={video}
          className="watch-video"
          poster={session.poster ?? undefined}
          playsInline
          onEnded={() => setEnded(true)}
          data-playing={playing}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onPlaying={() => setEnded(false)}
        />
      </div>
      {ended && (
        <div className="watch-end" role="dialog" aria-label="The film has ended">
          <button type="button" className="button primary" onClick={again} data-first-focus>
            <RotateCcw size={18} aria-hidden="true" />
            Watch again
          </button>
          <Link className="button" to={`/title/${titleId}`}>
            More like this
          </Link>
        </div>
      )}
    </>
  );
}
