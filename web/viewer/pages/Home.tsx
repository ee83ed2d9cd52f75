import { Info, RotateCcw } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { isDeclared } from '../../../domain/media/language';
import type { Title } from '../../shared/api/types';
import { languageName } from '../../shared/format';
import { Artwork } from '../components/Artwork';
import { Facts } from '../components/Facts';
import { HeroPreview } from '../components/HeroPreview';
import { Notice, ProblemNotice } from '../components/Notice';
import { PlayButton } from '../components/PlayButton';
import { Rail, RailGhost } from '../components/Rail';
import { pictureFor } from '../lib/pictures';
import { useProgress } from '../lib/progress';
import { useTitles } from '../lib/queries';

/** A rail is worth its space from this many films on … */
const RAIL_MINIMUM = 2;
/** … and up to this share of all of them; beyond, it says nothing new. */
const RAIL_MOST = 0.7;

/** Films by language, for the languages that are not simply all of them. */
function languageRails(titles: Title[]): { language: string; titles: Title[] }[] {
  const languages = [...new Set(titles.flatMap((title) => title.audio_languages))].filter(isDeclared);
  return languages
    .map((language) => ({ language, titles: titles.filter((title) => title.audio_languages.includes(language)) }))
    .filter((rail) => rail.titles.length >= RAIL_MINIMUM && rail.titles.length <= titles.length * RAIL_MOST);
}

export function Home() {
  const { data: titles, error, refetch } = useTitles();
  const progress = useProgress();
  useEffect(() => {
    document.title = 'Headend';
  }, []);

  if (error && !titles) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!titles) return <HomeGhost />;
  const hero = titles.find((title) => title.poster) ?? titles[0];
  if (!hero) {
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
  const begun = titles.filter((title) => progress[title.id]).sort((a, b) => progress[b.id]!.at - progress[a.id]!.at);

  return (
    <>
      <Hero title={hero} />
      <div className="rails">
        {begun.length > 0 && <Rail name="Continue watching" titles={begun} resume />}
        <Rail name="New on Headend" titles={titles} />
        {languageRails(titles).map(({ language, titles: rail }) => (
          <Rail key={language} name={`In ${languageName(language)}`} titles={rail} />
        ))}
      </div>
    </>
  );
}

const Hero = ({ title }: { title: Title }) => (
  <section className="hero" aria-label={`Newest: ${title.name}`}>
    <div className="hero-picture">
      <Artwork name={title.name} src={pictureFor(title, 'backdrop') ?? title.poster} eager />
      <HeroPreview key={title.id} titleId={title.id} />
    </div>
    <div className="hero-words">
      <p className="eyebrow">New on Headend</p>
      <h1 dir="auto">{title.name}</h1>
      <Facts title={title} />
      <div className="actions">
        <PlayButton titleId={title.id} />
        <Link className="button" to={`/title/${title.id}`}>
          <Info size={20} aria-hidden="true" />
          More about it
        </Link>
      </div>
      {title.credit && <p className="credit">{title.credit}</p>}
    </div>
  </section>
);

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
