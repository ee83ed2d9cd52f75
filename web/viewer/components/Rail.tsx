import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ShownRail, Title } from '../../shared/api/types';
import { qualityName, runtime } from '../../shared/format';
import { cardPicture, posterPicture } from '../lib/pictures';
import { remaining, useProgress } from '../lib/progress';
import { nameOf } from '../lib/words';
import { Artwork } from './Artwork';

/** Which episode or season it is, or that it holds others. */
const numberOf = ({ kind, position }: Title): string | undefined => {
  if (kind === 'series' || kind === 'collection') return kind === 'series' ? 'Series' : 'Collection';
  if (position === null || kind === 'movie') return undefined;
  return kind === 'season' ? `Season ${position}` : kind === 'episode' ? `Episode ${position}` : undefined;
};

/** A film as a card. `resume` makes it lead to the player, where the viewer stopped. */
export function Card({
  title,
  resume = false,
  upright = false,
}: {
  title: Title;
  resume?: boolean;
  upright?: boolean;
}) {
  const progress = useProgress()[title.id];
  const length = title.duration_ms === null ? undefined : runtime(title.duration_ms);
  const about = progress
    ? remaining(progress)
    : [numberOf(title), length, title.max_height && qualityName(title.max_height)].filter(Boolean).join(' · ');
  return (
    <Link
      className="card"
      to={resume ? `/watch/${title.id}` : `/title/${title.id}`}
      aria-label={resume ? `Resume ${nameOf(title)}, ${about}` : `${nameOf(title)}, ${about}`}
    >
      <span className="card-art">
        <Artwork name={nameOf(title)} {...(upright ? posterPicture(title) : cardPicture(title))} sizes="22rem" />
        {progress && (
          <span className="card-progress" aria-hidden="true">
            <span style={{ inlineSize: `${(progress.position / progress.duration) * 100}%` }} />
          </span>
        )}
      </span>
      <span className="card-name" dir="auto">
        {nameOf(title)}
      </span>
      <span className="card-about">{about}</span>
    </Link>
  );
}

/** A row of films that scrolls sideways. */
export function Rail({
  name,
  titles,
  resume = false,
  style = 'wide',
}: {
  name: string;
  titles: Title[];
  resume?: boolean;
  style?: ShownRail['style'];
}) {
  const strip = useRef<HTMLUListElement>(null);
  const heading = useId();
  const [ends, setEnds] = useState({ start: true, end: true });

  const measure = useCallback(() => {
    const element = strip.current;
    if (!element) return;
    const scrolled = Math.abs(element.scrollLeft);
    setEnds({ start: scrolled < 8, end: scrolled + element.clientWidth > element.scrollWidth - 8 });
  }, []);

  useEffect(() => {
    measure();
    const watcher = new ResizeObserver(measure);
    if (strip.current) watcher.observe(strip.current);
    return () => watcher.disconnect();
  }, [measure]);

  const page = (way: 1 | -1) => {
    const element = strip.current;
    const forward = getComputedStyle(element!).direction === 'rtl' ? -way : way;
    element?.scrollBy({ left: forward * element.clientWidth * 0.8, behavior: 'smooth' });
  };

  return (
    <section className="rail" data-style={style} aria-labelledby={heading}>
      <h2 id={heading}>{name}</h2>
      <div className="rail-window">
        <ul className="rail-strip" ref={strip} onScroll={measure}>
          {titles.map((title) => (
            <li key={title.id}>
              <Card title={title} resume={resume} upright={style === 'poster'} />
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="rail-page"
          data-side="start"
          hidden={ends.start}
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => page(-1)}
        >
          <ChevronLeft size={28} />
        </button>
        <button
          type="button"
          className="rail-page"
          data-side="end"
          hidden={ends.end}
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => page(1)}
        >
          <ChevronRight size={28} />
        </button>
      </div>
    </section>
  );
}

/** The same space as a rail, before its films are known. */
export const RailGhost = () => (
  <section className="rail" aria-hidden="true">
    <span className="ghost ghost-heading" />
    <ul className="rail-strip">
      {[...Array(6).keys()].map((index) => (
        <li key={index}>
          <span className="card">
            <span className="card-art ghost" />
            <span className="ghost ghost-line" />
          </span>
        </li>
      ))}
    </ul>
  </section>
);
