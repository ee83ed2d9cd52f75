import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderX, Pause, Play } from 'lucide-react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Tagged } from '../../shared/api/client';
import type { WatchFile, WatchFolder } from '../../shared/api/types';
import { bytes } from '../../shared/format';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { Filters } from '../components/Filters';
import { FolderDrop } from '../components/FolderDrop';
import { OrderReason } from '../components/OrderReason';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { WATCHED_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { folderLook } from './WatchFolders';

const FILES: [string, string][] = [
  ['', 'All files'],
  ['growing', 'Not taken yet'],
  ['ordered', 'Ordered'],
  ['sidecar', 'Ordered beside'],
  ['refused', 'Refused'],
];

/** One watch folder with what lies in it. */
export function WatchFolderPage() {
  const { folderId = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['watch-folder', folderId],
    queryFn: ({ signal }) => operator.watchFolder(folderId, signal),
    refetchInterval: 10_000,
  });
  useTitleBar(data?.value.name ?? 'Watch folder');
  if (!data)
    return error ? (
      <ProblemPanel error={error} onRetry={() => refetch()} />
    ) : (
      <Rows what="the watch folder" count={6} />
    );
  const folder = data.value;
  return (
    <>
      <PageHead
        title={folder.name}
        parent={{ to: '/watch-folders', name: 'Watch folders' }}
        chip={<Chip look={folderLook(folder)} />}
        meta={
          <>
            <CopyId value={folder.prefix} label="prefix" />
            <span>
              {folder.polled_at ? (
                <>
                  Last look <Time at={folder.polled_at} />
                </>
              ) : (
                'Not looked into yet'
              )}
              , files rest after {folder.stable_seconds} s, profile {folder.profile ?? 'default'}, priority{' '}
              {folder.priority}
            </span>
          </>
        }
        actions={<Actions tagged={data} />}
      />
      <FolderDrop folderId={folder.id} />
      <FilesOf folder={folder} />
    </>
  );
}

/** Whoever changed the folder meanwhile is not overturned: the API compares the tag. */
function Actions({ tagged }: { tagged: Tagged<WatchFolder> }) {
  const { id, enabled } = tagged.value;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const turn = useMutation({
    mutationFn: () => operator.changeWatchFolder(id, tagged.tag, { enabled: !enabled }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch-folder', id] }),
  });
  const forget = useMutation({
    mutationFn: () => operator.dropWatchFolder(id, tagged.tag),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['watch-folders'], refetchType: 'all' });
      await navigate('/watch-folders');
    },
    onError: () => queries.invalidateQueries({ queryKey: ['watch-folder', id] }),
  });
  return (
    <>
      {turn.error ? <ProblemPanel error={turn.error} /> : null}
      <Button
        variant="default"
        leftSection={enabled ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        loading={turn.isPending}
        onClick={() => turn.mutate()}
      >
        {enabled ? 'Pause' : 'Resume'}
      </Button>
      <Confirm
        label="Forget"
        icon={<FolderX size={16} aria-hidden="true" />}
        title="Forget the watch folder?"
        confirm="Forget it"
        danger
        action={forget}
      >
        Its files and ingests stay. What was ordered of it is forgotten: watched again under the same name, every file
        in it is ordered anew.
      </Confirm>
    </>
  );
}

function FilesOf({ folder }: { folder: WatchFolder }) {
  const [params] = useSearchParams();
  const status = params.get('status') ?? undefined;
  const query = { limit: 50, status, cursor: params.get('cursor') ?? undefined };
  const { data, error, refetch } = useQuery({
    queryKey: ['watch-files', folder.id, query],
    queryFn: ({ signal }) => operator.watchFiles(folder.id, query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
  return (
    <section aria-label="Files">
      <Filters options={FILES} label="State of the file" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the files" />}
      {data && data.data.length === 0 && (
        <Empty title={status ? 'No such files' : 'The folder is empty'}>
          {status
            ? 'No file of this folder is in this state.'
            : 'Drop files above, under its prefix of the bucket, or at the addresses that POST /v1/watch-folders/{id}/files gives.'}
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <FileTable folder={folder} files={data.data} />
          <Pager next={data.next_cursor} words={['First files', 'Next files']} />
        </>
      )}
    </section>
  );
}

const FileTable = ({ folder, files }: { folder: WatchFolder; files: WatchFile[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">State</th>
          <th scope="col">What became of it</th>
          <th scope="col" className="end wide">
            The same since
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.object_key}>
            <th scope="row" className="file-name">
              <bdi>{file.object_key.slice(folder.prefix.length)}</bdi>
              <small>{bytes(file.bytes)}</small>
            </th>
            <td>
              <Chip look={WATCHED_LOOKS[file.status]} />
            </td>
            <td className="whole">
              <OrderReason ingestId={file.ingest_id} problem={file.problem} />
            </td>
            <td className="end wide">
              <Time at={file.stable_since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
