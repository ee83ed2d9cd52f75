import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import type { Title } from '../../shared/api/types';
import { instant, languageName, listOf } from '../../shared/format';
import { Artwork } from '../components/Artwork';
import { Facts } from '../components/Facts';
import { ProblemNotice } from '../components/Notice';
import { PlayButton, StartOver } from '../components/PlayButton';
import { Card } from '../components/Rail';
import { pictureFor } from '../lib/pictures';
import { useTitle, useTitles } from '../lib/queries';

/** How many films are shown under "More like this". */
const SIMILAR = 12;

/** Films that share languages and length come first. */
function similarTo(title: Title, titles: Title[]): Title[] {
  const closeness = (other: Title): number =>
    other.audio_languages.filter((language) => title.audio_languages.includes(language)).length -
    Math.abs(Math.log((other.duration_ms ?? 1) / (title.duration_ms ?? 1)));
  return titles
    .filter((other) => other.id !== title.id)
    .sort((a, b) => closeness(b) - closeness(a))
    .slice(0, SIMILAR);
}

export function TitlePage() {
  const { titleId = '' } = useParams();
  const { data: title, error, refetch } = useTitle(titleId);
  const { data: titles = [] } = useTitles();
  useEffect(() => {
    if (title) document.title = `${title.name} · Headend`;
  }, [title]);

  if (error && !title) {
    const home = (
      <Link className="button" to="/">
        All films
      </Link>
    );
    return <ProblemNotice error={error} onRetry={() => refetch()} more={home} />;
  }
  if (!title) return <TitleGhost />;
  const similar = similarTo(title, titles);
  return (
    <article className="title-page">
      <div className="hero-picture backdrop">
        <Artwork name={title.name} src={pictureFor(title, 'backdrop') ?? title.poster} eager />
      </div>
      <div className="title-words">
        <TitleName title={title} />
        <Facts title={title} />
        <div className="actions">
          {title.published ? (
            <>
              <PlayButton titleId={title.id} />
              <StartOver titleId={title.id} />
            </>
          ) : (
            <p className="unavailable">Not published yet. It can be watched here as soon as it is.</p>
          )}
        </div>
        <Details title={title} />
      </div>
      {similar.length > 0 && (
        <section className="similar" aria-labelledby="similar">
          <h2 id="similar">More like this</h2>
          <ul className="grid">
            {similar.map((other) => (
              <li key={other.id}>
                <Card title={other} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** The film's name, drawn as its logo where there is one. */
function TitleName({ title }: { title: Title }) {
  const logo = pictureFor(title, 'logo');
  return (
    <h1 dir="auto">
      {logo ? <img className="title-logo" src={logo} alt={title.name} decoding="async" /> : title.name}
    </h1>
  );
}

const Details = ({ title }: { title: Title }) => (
  <dl className="details">
    {title.audio_languages.length > 0 && (
      <div>
        <dt>Audio</dt>
        <dd>{listOf(title.audio_languages.map(languageName))}</dd>
      </div>
    )}
    <div>
      <dt>Captions</dt>
      <dd>{title.caption_languages.length > 0 ? listOf(title.caption_languages.map(languageName)) : 'None'}</dd>
    </div>
    {title.published_at && (
      <div>
        <dt>Added</dt>
        <dd>
          <time dateTime={title.published_at}>{instant(title.published_at)}</time>
        </dd>
      </div>
    )}
    {title.credit && (
      <div>
        <dt>Credit</dt>
        <dd>{title.credit}</dd>
      </div>
    )}
  </dl>
);

const TitleGhost = () => (
  <article className="title-page">
    <p className="visually-hidden" role="status">
      Loading the film
    </p>
    <div className="hero-picture backdrop ghost" />
    <div className="title-words" aria-hidden="true">
      <span className="ghost ghost-title" />
      <span className="ghost ghost-line" />
      <span className="ghost ghost-button" />
    </div>
  </article>
);
