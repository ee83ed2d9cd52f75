import { Info, RotateCcw } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { ShownRail, Title } from '../../shared/api/types';
import { Artwork } from '../components/Artwork';
import { Facts } from '../components/Facts';
import { HeroPreview } from '../components/HeroPreview';
import { Notice, ProblemNotice } from '../components/Notice';
import { OnNow } from '../components/OnNow';
import { PlayButton } from '../components/PlayButton';
import { Rail, RailGhost } from '../components/Rail';
import { backdropPicture } from '../lib/pictures';
import { useProgress } from '../lib/progress';
import { isHolder, useAllowed, useHome } from '../lib/queries';
import { nameOf } from '../lib/words';

/** How many begun films are offered to go on with. */
const BEGUN = 20;

export function Home() {
  const { data: page, error, refetch } = useHome();
  useEffect(() => {
    document.title = 'Headend';
  }, []);

  if (error && !page) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!page) return <HomeGhost />;
  const filled = page.rails.filter(({ titles }) => titles.length > 0);
  const lead = filled.find(({ style }) => style === 'hero') ?? filled[0];
  if (!lead) {
    return (
      <Notice
        title="Nothing is showing yet"
        action={
          <button type="button" className="button primary" onClick={() => refetch()} data-first-focus>
            <RotateCcw size={18} aria-hidden="true" />
            Look again
          </button>
        }
      >
        Films appear here as soon as the first one is published.
      </Notice>
    );
  }
  return (
    <>
      <Hero rail={lead} />
      <div className="rails">
        <OnNow />
        {page.rails.map((rail) =>
          rail.slot === 'continue_watching' ? (
            <Begun key={rail.id} rail={rail} />
          ) : (
            rail.titles.length > 0 && <Rail key={rail.id} {...rail} />
          ),
        )}
      </div>
    </>
  );
}

/** What this browser remembers, the latest first. */
function Begun({ rail: { name, style } }: { rail: ShownRail }) {
  const progress = useProgress();
  const ids = Object.keys(progress).sort((a, b) => progress[b]!.at - progress[a]!.at);
  const titles = useAllowed(ids.slice(0, BEGUN));
  return titles.length > 0 && <Rail name={name} titles={titles} style={style} resume />;
}

/** What can be played comes before what only holds others, and pictures before none. */
const heroOf = (titles: Title[]): Title | undefined => {
  const plays = titles.filter((title) => !isHolder(title));
  return plays.find((title) => title.poster) ?? plays[0] ?? titles[0];
};

function Hero({ rail: { name: eyebrow, titles } }: { rail: ShownRail }) {
  const title = heroOf(titles);
  if (!title) return null;
  const name = nameOf(title);
  const plays = !isHolder(title);
  return (
    <section className="hero" aria-label={`${eyebrow}: ${name}`}>
      <div className="hero-picture">
        <Artwork name={name} {...backdropPicture(title)} sizes="100vw" eager />
        {plays && <HeroPreview key={title.id} titleId={title.id} />}
      </div>
      <div className="hero-words">
        <p className="eyebrow">{eyebrow}</p>
        <h1 dir="auto">{name}</h1>
        <Facts title={title} />
        <div className="actions">
          {plays && <PlayButton titleId={title.id} />}
          <Link className="button" to={`/title/${title.id}`}>
            <Info size={20} aria-hidden="true" />
            More about it
          </Link>
        </div>
        {title.credit && <p className="credit">{title.credit}</p>}
      </div>
    </section>
  );
}

const HomeGhost = () => (
  <>
    <p className="visually-hidden" role="status">
      Loading the films
    </p>
    <section className="hero" aria-hidden="true">
      <div className="hero-picture ghost" />
      <div className="hero-words">
        <span className="ghost ghost-title" />
        <span className="ghost ghost-line" />
        <span className="ghost ghost-button" />
      </div>
    </section>
    <div className="rails">
      <RailGhost />
    </div>
  </>
);
