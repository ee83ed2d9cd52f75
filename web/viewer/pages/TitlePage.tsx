import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import type { Title, TitleDetail } from '../../shared/api/types';
import { instant, languageName, listOf } from '../../shared/format';
import { Artwork } from '../components/Artwork';
import { Facts } from '../components/Facts';
import { ProblemNotice } from '../components/Notice';
import { PlayButton, StartOver } from '../components/PlayButton';
import { Card } from '../components/Rail';
import { backdropPicture, pictureFor } from '../lib/pictures';
import { isHolder, useChildren, useSimilar, useTitle } from '../lib/queries';
import { genreName, nameOf } from '../lib/words';

/** Names that are told of those who took part. */
const MOST_PEOPLE = 8;

export function TitlePage() {
  const { titleId = '' } = useParams();
  const { data: title, error, refetch } = useTitle(titleId);
  const { data: similar = [] } = useSimilar(title);
  useEffect(() => {
    if (title) document.title = `${nameOf(title)} · Headend`;
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
  return (
    <article className="title-page">
      <div className="hero-picture backdrop">
        <Artwork name={nameOf(title)} {...backdropPicture(title)} sizes="100vw" eager />
      </div>
      <div className="title-words">
        <TitleName title={title} />
        <Facts title={title} />
        {title.words?.tagline && <p className="tagline">{title.words.tagline}</p>}
        <Actions title={title} />
        {synopsisOf(title) && (
          <p className="synopsis" dir="auto">
            {synopsisOf(title)}
          </p>
        )}
        <Details title={title} />
      </div>
      {isHolder(title) && <Children parent={title} />}
      {similar.length > 0 && (
        <section className="similar" aria-labelledby="similar">
          <h2 id="similar">More like this</h2>
          <Cards titles={similar} />
        </section>
      )}
    </article>
  );
}

const synopsisOf = ({ words }: TitleDetail) => words?.synopsis_long ?? words?.synopsis_short;

/** What can be done now; where nothing can, why not, and from when. */
function Actions({ title }: { title: TitleDetail }) {
  const { offer } = title;
  if (offer && !offer.allowed) {
    const opens = offer.code === 'playback/not-yet' ? offer.next_change_at : null;
    return (
      <p className="unavailable" role="status" data-code={offer.code ?? 'playback/nothing-inside'}>
        {offer.reason ?? 'Nothing in it can be watched here now.'}
        {opens && (
          <>
            {' '}
            From <time dateTime={opens}>{instant(opens)}</time>.
          </>
        )}
      </p>
    );
  }
  if (isHolder(title)) return null;
  return (
    <div className="actions">
      <PlayButton titleId={title.id} />
      <StartOver titleId={title.id} />
      {offer?.leaves_at && (
        <p className="leaving">
          Leaves on <time dateTime={offer.leaves_at}>{instant(offer.leaves_at)}</time>
        </p>
      )}
    </div>
  );
}

/** Seasons with their episodes, or the members of a collection. */
function Children({ parent }: { parent: Title }) {
  const { data: children = [] } = useChildren(parent);
  const seasons = children.filter(({ kind }) => kind === 'season');
  const others = children.filter(({ kind }) => kind !== 'season');
  return (
    <>
      {seasons.map((season) => (
        <section className="similar" key={season.id} aria-label={nameOf(season)}>
          <h2>
            <Link to={`/title/${season.id}`}>{nameOf(season)}</Link>
          </h2>
          <Episodes season={season} />
        </section>
      ))}
      {others.length > 0 && (
        <section className="similar" aria-label={parent.kind === 'collection' ? 'In this collection' : 'Episodes'}>
          <h2>{parent.kind === 'collection' ? 'In this collection' : 'Episodes'}</h2>
          <Cards titles={others} />
        </section>
      )}
    </>
  );
}

function Episodes({ season }: { season: Title }) {
  const { data: episodes = [] } = useChildren(season);
  return <Cards titles={episodes} />;
}

const Cards = ({ titles }: { titles: Title[] }) => (
  <ul className="grid">
    {titles.map((title) => (
      <li key={title.id}>
        <Card title={title} />
      </li>
    ))}
  </ul>
);

/** The film's name, drawn as its logo where there is one. */
function TitleName({ title }: { title: Title }) {
  const logo = pictureFor(title, 'logo');
  return (
    <h1 dir="auto">
      {logo ? <img className="title-logo" src={logo} alt={nameOf(title)} decoding="async" /> : nameOf(title)}
    </h1>
  );
}

const Details = ({ title }: { title: TitleDetail }) => (
  <dl className="details">
    {title.people.length > 0 && (
      <div>
        <dt>With</dt>
        <dd>{listOf([...new Set(title.people.slice(0, MOST_PEOPLE).map(({ name }) => name))])}</dd>
      </div>
    )}
    {title.genres.length > 0 && (
      <div>
        <dt>Genres</dt>
        <dd>{listOf(title.genres.map(genreName))}</dd>
      </div>
    )}
    {title.audio_languages.length > 0 && (
      <div>
        <dt>Audio</dt>
        <dd>{listOf(title.audio_languages.map(languageName))}</dd>
      </div>
    )}
    {!isHolder(title) && (
      <div>
        <dt>Captions</dt>
        <dd>{title.caption_languages.length > 0 ? listOf(title.caption_languages.map(languageName)) : 'None'}</dd>
      </div>
    )}
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
