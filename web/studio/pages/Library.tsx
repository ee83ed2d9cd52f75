import { Button, TextInput, Tooltip } from '@mantine/core';
import { Film, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Title } from '../../shared/api/types';
import { languageName, qualityName, runtime } from '../../shared/format';
import { Chip } from '../components/Chip';
import { Filters } from '../components/Filters';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { useTitlePage } from '../lib/queries';
import { INGEST_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** More languages than this are told by their number. */
const SHOWN_LANGUAGES = 3;

const KINDS: [string, string][] = [
  ['', 'Everything'],
  ['movie', 'Movies'],
  ['series', 'Series'],
  ['season', 'Seasons'],
  ['episode', 'Episodes'],
  ['extra', 'Extras'],
  ['collection', 'Collections'],
];

export function Library() {
  useTitleBar('Library');
  const [params] = useSearchParams();
  const [kind, q, cursor] = ['kind', 'q', 'cursor'].map((name) => params.get(name) ?? undefined);
  const { data, error, refetch } = useTitlePage({ kind, q, cursor, limit: 50 });
  const narrowed = kind !== undefined || q !== undefined;
  return (
    <>
      <PageHead title="Library" actions={<NewTitle />} />
      <div className="list-tools">
        <ByName key={q} />
        <Link to="/library/lists">Genres and people</Link>
      </div>
      <Filters options={KINDS} label="Kind" name="kind" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the titles" />}
      {data?.data.length === 0 && <NoTitles narrowed={narrowed} />}
      {data && data.data.length > 0 && (
        <>
          <TitleTable titles={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
    </>
  );
}

const NewTitle = () => (
  <Button component={Link} to="/library/new" leftSection={<Plus size={16} aria-hidden="true" />}>
    New title
  </Button>
);

const NoTitles = ({ narrowed }: { narrowed: boolean }) =>
  narrowed ? (
    <Empty
      title="No title is like that"
      action={
        <Button component={Link} to="/library" variant="default">
          Show everything
        </Button>
      }
    >
      Look for another part of the name, or another kind.
    </Empty>
  ) : (
    <Empty
      title="The library is empty"
      action={
        <Button component={Link} to="/ingests/new" leftSection={<Plus size={16} aria-hidden="true" />}>
          New ingest
        </Button>
      }
    >
      A title appears here with its first ingest, or when an editor makes it.
    </Empty>
  );

/** Narrows the list to names with a word in them. */
function ByName() {
  const [params, setParams] = useSearchParams();
  const [name, setName] = useState(params.get('q') ?? '');
  const go = (event: React.FormEvent) => {
    event.preventDefault();
    const next = new URLSearchParams(params);
    next.delete('cursor');
    if (name.trim()) next.set('q', name.trim());
    else next.delete('q');
    setParams(next);
  };
  return (
    <search>
      <form onSubmit={go}>
        <TextInput
          aria-label="Part of the name"
          placeholder="Part of the name"
          leftSection={<Search size={14} aria-hidden="true" />}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}

const TitleTable = ({ titles }: { titles: Title[] }) => (
  <div className="panel">
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Length
          </th>
          <th scope="col" className="wide">
            Picture
          </th>
          <th scope="col" className="wide">
            Audio
          </th>
          <th scope="col" className="wide">
            Captions
          </th>
          <th scope="col" className="end wide">
            Published
          </th>
        </tr>
      </thead>
      <tbody>
        {titles.map((title) => (
          <tr key={title.id}>
            <th scope="row">
              <span className="with-poster">
                <span className="poster">
                  {title.poster ? (
                    <img src={title.poster} alt="" width={72} height={40} loading="lazy" />
                  ) : (
                    <Film size={18} aria-hidden="true" />
                  )}
                </span>
                <span>
                  <Link className="row-link" to={`/library/${title.id}`}>
                    <bdi>{title.name}</bdi>
                  </Link>
                  <small className="mono">
                    {title.kind === 'movie' ? '' : `${title.kind} · `}
                    {title.external_id}
                  </small>
                </span>
              </span>
            </th>
            <td>
              <PublishedChip title={title} />
            </td>
            <td className="wide short">
              {title.duration_ms === null ? <span className="muted">Not known</span> : runtime(title.duration_ms)}
            </td>
            <td className="wide short">
              {title.max_height === null ? <span className="muted">Not known</span> : qualityName(title.max_height)}
            </td>
            <td className="wide">
              <Languages tags={title.audio_languages} />
            </td>
            <td className="wide">
              <Languages tags={title.caption_languages} />
            </td>
            <td className="end wide">
              {title.published_at ? <Time at={title.published_at} /> : <span className="muted">Not yet</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Published or not, as icon and word. */
export const PublishedChip = ({ title }: { title: Pick<Title, 'published'> }) =>
  title.published ? (
    <Chip look={INGEST_LOOKS.published} />
  ) : (
    <Chip look={{ ...INGEST_LOOKS.queued, word: 'Unpublished' }} />
  );

const Languages = ({ tags }: { tags: string[] }) =>
  tags.length === 0 ? (
    <span className="muted">None</span>
  ) : tags.length <= SHOWN_LANGUAGES ? (
    <span>{tags.map(languageName).join(', ')}</span>
  ) : (
    <Tooltip label={tags.map(languageName).join(', ')} multiline maw={320}>
      <span>
        {tags
          .slice(0, SHOWN_LANGUAGES - 1)
          .map(languageName)
          .join(', ')}{' '}
        and {tags.length - SHOWN_LANGUAGES + 1} more
      </span>
    </Tooltip>
  );
