import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive, CalendarRange, CircleCheck, CircleDashed, History, PencilLine, Play, Undo2 } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { TitleDetail, Version } from '../../shared/api/types';
import { bytes, count, instant, languageName, runtime } from '../../shared/format';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator, useTitle } from '../lib/queries';
import type { Look } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { PublishedChip } from './Library';

const PARENT = { to: '/library', name: 'Library' };

const VERSION_LOOKS: Record<Version['state'], Look> = {
  current: { tone: 'good', icon: CircleCheck, word: 'Current' },
  superseded: { tone: 'idle', icon: History, word: 'Superseded' },
  collected: { tone: 'idle', icon: Archive, word: 'Collected' },
  draft: { tone: 'idle', icon: CircleDashed, word: 'Draft' },
};

export function TitlePage() {
  const { titleId = '' } = useParams();
  const { data: title, error, refetch } = useTitle(titleId);
  useTitleBar(title?.name ?? 'Title');
  if (error && !title) {
    return (
      <>
        <PageHead title="Title" parent={PARENT} />
        <ProblemPanel error={error} onRetry={() => refetch()} />
      </>
    );
  }
  if (!title) return <Rows what="the title" />;
  const actions = (
    <>
      <Button
        variant="default"
        component={Link}
        to={`/rights?${new URLSearchParams({ q: title.external_id })}`}
        leftSection={<CalendarRange size={16} aria-hidden="true" />}
      >
        Rights
      </Button>
      <Button
        variant="default"
        component={Link}
        to={`/library/${title.id}/edit`}
        leftSection={<PencilLine size={16} aria-hidden="true" />}
      >
        Edit
      </Button>
      {title.published && (
        <Button
          component="a"
          href={`/watch/${title.id}`}
          leftSection={<Play size={16} fill="currentColor" aria-hidden="true" />}
        >
          Watch
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHead
        title={title.name}
        parent={PARENT}
        chip={<PublishedChip title={title} />}
        actions={actions}
        meta={<Meta title={title} />}
      />
      <div className="title-grid">
        <div className="versions">
          {title.versions.length === 0 && (
            <Empty title="No version yet">A version appears when an ingest of this title is published.</Empty>
          )}
          {title.versions.map((version) => (
            <VersionPanel key={version.id} title={title} version={version} />
          ))}
        </div>
        {title.poster && (
          <img className="title-poster" src={title.poster} alt={`Poster of ${title.name}`} width={640} height={360} />
        )}
      </div>
    </>
  );
}

const Meta = ({ title }: { title: TitleDetail }) => (
  <>
    <CopyId value={title.external_id} label="external id" />
    <CopyId value={title.id} label="title id" />
    {title.duration_ms !== null && <span>{runtime(title.duration_ms)}</span>}
    <span>{count(title.versions.length, 'version')}</span>
    {title.credit && <span>{title.credit}</span>}
  </>
);

function VersionPanel({ title, version }: { title: TitleDetail; version: Version }) {
  const queries = useQueryClient();
  const roll = useMutation({
    mutationFn: () => operator.rollBack(title.id, version.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['title', title.id] }),
  });
  return (
    <section className="panel" aria-labelledby={version.id}>
      <header className="version-head">
        <h2 id={version.id}>Version {version.number}</h2>
        <Chip look={VERSION_LOOKS[version.state]} />
        <span className="muted">
          {version.published_at ? `Published ${instant(version.published_at)}` : 'Not published'} ·{' '}
          {bytes(version.bytes)} · <Link to={`/ingests/${version.ingest_id}`}>Its ingest</Link>
        </span>
        {version.state === 'superseded' && (
          <Confirm
            label="Roll back"
            icon={<Undo2 size={14} aria-hidden="true" />}
            button={{ size: 'xs' }}
            title={`Make version ${version.number} current?`}
            confirm={`Roll back to version ${version.number}`}
            action={roll}
          >
            <p>New viewers get version {version.number} at once. Those who watch now finish what they began.</p>
          </Confirm>
        )}
      </header>
      {version.protection && (
        <p className="version-keys">
          <span className="muted">Encrypted ({version.protection.scheme})</span>
          {version.protection.keys.map(({ label, kid }) => (
            <span key={kid}>
              {label} <CopyId value={kid} label={`key id of ${label}`} />
            </span>
          ))}
        </p>
      )}
      <table className="table renditions">
        <thead>
          <tr>
            <th scope="col">Rendition</th>
            <th scope="col">Kind</th>
            <th scope="col">Shape</th>
            <th scope="col" className="wide">
              Codec
            </th>
            <th scope="col" className="end">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {version.renditions.map((rendition) => (
            <tr key={`${rendition.kind}${rendition.name}`}>
              <th scope="row">{rendition.name}</th>
              <td>{{ video: 'Video', audio: 'Audio', text: 'Captions' }[rendition.kind]}</td>
              <td>{shapeOf(rendition)}</td>
              <td className="wide mono">{rendition.codec ?? 'Not known'}</td>
              <td className="end mono">{bytes(rendition.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Size for pictures, language and channels for sound, language for words. */
function shapeOf({ kind, width, height, language, label, channels }: Version['renditions'][number]): string {
  if (kind === 'video') return width && height ? `${width} × ${height}` : 'Not known';
  const spoken = label ?? (language ? languageName(language) : 'Not known');
  if (kind === 'text') return spoken;
  return channels
    ? `${spoken}, ${channels === 2 ? 'stereo' : channels === 6 ? '5.1' : count(channels, 'channel')}`
    : spoken;
}
