import { Button, Tooltip } from '@mantine/core';
import { Film, Plus } from 'lucide-react';
import { Link } from 'react-router';
import type { Title } from '../../shared/api/types';
import { languageName, qualityName, runtime } from '../../shared/format';
import { Chip } from '../components/Chip';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { useTitles } from '../lib/queries';
import { INGEST_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** More languages than this are told by their number. */
const SHOWN_LANGUAGES = 3;

export function Library() {
  useTitleBar('Library');
  const { data: titles, error, refetch } = useTitles();
  const first = (
    <Button component={Link} to="/ingests/new" leftSection={<Plus size={16} aria-hidden="true" />}>
      New ingest
    </Button>
  );
  return (
    <>
      <PageHead title="Library" />
      {error && !titles ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!titles && !error && <Rows what="the titles" />}
      {titles?.length === 0 && (
        <Empty title="The library is empty" action={first}>
          A title appears here with its first ingest.
        </Empty>
      )}
      {titles && titles.length > 0 && <TitleTable titles={titles} />}
    </>
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
                  <small className="mono">{title.external_id}</small>
                </span>
              </span>
            </th>
            <td>
              <PublishedChip title={title} />
            </td>
            <td className="wide mono">{title.duration_ms === null ? 'Not known' : runtime(title.duration_ms)}</td>
            <td className="wide short">{title.max_height === null ? 'Not known' : qualityName(title.max_height)}</td>
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
