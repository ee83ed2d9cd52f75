import 'shaka-player/dist/controls.css';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Shortcuts } from '../../shared/components/Shortcuts';
import { useKeys } from '../../shared/useKeys';
import { FilmPlayer } from '../components/FilmPlayer';
import { ProblemNotice } from '../components/Notice';
import { SHORTCUTS } from '../components/shortcutGroups';
import type { Format } from '../lib/film';
import { useSession, useTitle } from '../lib/queries';

/** The player: edge to edge, nothing else. `?f=dash` plays DASH, `?t=SECONDS` begins there. */
export function Watch() {
  const { titleId = '' } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(1);
  const [broken, setBroken] = useState<unknown>();
  const [help, setHelp] = useState(false);
  const { data: title } = useTitle(titleId);
  const session = useSession(titleId, attempt);
  const detail = `/title/${titleId}`;
  useKeys({ '?': () => setHelp(true), escape: () => document.fullscreenElement ?? navigate(detail) });

  useEffect(() => {
    if (title) document.title = `${title.name} · Headend`;
  }, [title]);

  const retry = () => {
    setBroken(undefined);
    setAttempt((count) => count + 1);
  };
  const error = broken ?? session.error;
  const format: Format = params.get('f') === 'dash' ? 'dash' : 'hls';
  const asked = params.get('t');
  const back = (
    <Link className="button" to={detail}>
      Back to the film
    </Link>
  );
  return (
    <main className="watch">
      <h1 className="visually-hidden">{title?.name ?? 'Film'}</h1>
      {error ? (
        <ProblemNotice error={error} onRetry={retry} more={back} />
      ) : session.data ? (
        <FilmPlayer
          key={`${session.data.id}:${attempt}:${format}`}
          session={session.data}
          format={format}
          startSeconds={asked === null ? null : Number(asked)}
          onBroken={setBroken}
        />
      ) : (
        <p className="watch-wait" role="status">
          Opening {title?.name ?? 'the film'}
        </p>
      )}
      <div className="watch-top">
        <Link className="watch-back" to={detail} aria-label="Back to the film’s page">
          <ArrowLeft size={24} aria-hidden="true" />
        </Link>
        <span className="watch-name">
          <bdi>{title?.name}</bdi>
        </span>
      </div>
      <Shortcuts open={help} onClose={() => setHelp(false)} groups={SHORTCUTS} />
    </main>
  );
}
