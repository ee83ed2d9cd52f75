import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import type { WatchFolder, WatchFolderOrder } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { FOLDER_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** Prefixes of the bucket in which partners drop files. */
export function WatchFolders() {
  useTitleBar('Watch folders');
  const [adding, { open, close }] = useDisclosure(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['watch-folders'],
    queryFn: ({ signal }) => operator.watchFolders(signal),
    refetchInterval: 10_000,
  });
  const add = (
    <Button onClick={open} leftSection={<FolderPlus size={16} aria-hidden="true" />}>
      New watch folder
    </Button>
  );
  return (
    <>
      <PageHead title="Watch folders" actions={add} />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the watch folders" count={4} />}
      {data && data.length === 0 && (
        <Empty title="No folder is watched yet" action={add}>
          Files that are dropped under its prefix are ordered by themselves: film.mov with film.en.srt and film.jpg
          beside it is one title.
        </Empty>
      )}
      {data && data.length > 0 && <FolderTable folders={data} />}
      <NewFolder opened={adding} onClose={close} />
    </>
  );
}

/** How a folder stands. */
export const folderLook = ({ enabled }: Pick<WatchFolder, 'enabled'>) => FOLDER_LOOKS[enabled ? 'watched' : 'paused'];

const FolderTable = ({ folders }: { folders: WatchFolder[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">Folder</th>
          <th scope="col">State</th>
          <th scope="col">Prefix in the bucket</th>
          <th scope="col" className="wide">
            Profile
          </th>
          <th scope="col" className="end">
            Last look
          </th>
        </tr>
      </thead>
      <tbody>
        {folders.map((folder) => (
          <tr key={folder.id}>
            <th scope="row">
              <Link className="row-link" to={`/watch-folders/${folder.id}`}>
                {folder.name}
              </Link>
              <small>rests after {folder.stable_seconds} s</small>
            </th>
            <td>
              <Chip look={folderLook(folder)} />
            </td>
            <td className="whole">
              <CopyId value={folder.prefix} label="prefix" />
            </td>
            <td className="wide">{folder.profile ?? <span className="muted">Default</span>}</td>
            <td className="end whole">
              <span className="narrow muted">Last look </span>
              {folder.polled_at ? <Time at={folder.polled_at} /> : <span className="muted">Not yet</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const BLANK = { name: '', stable: 30, priority: '3', profile: '', policy: '' };

function NewFolder({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<typeof BLANK>) => setForm((current) => ({ ...current, ...part }));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const known = useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => operator.profiles(signal),
    enabled: opened,
  });
  const make = useMutation({
    mutationFn: () =>
      operator.addWatchFolder({
        name: form.name,
        stable_seconds: form.stable,
        priority: Number(form.priority) as NonNullable<WatchFolderOrder['priority']>,
        profile: form.profile || null,
        quality_policy: form.policy || null,
      }),
    onSuccess: async ({ id }) => {
      setForm(BLANK);
      await queries.invalidateQueries({ queryKey: ['watch-folders'] });
      await navigate(`/watch-folders/${id}`);
    },
  });
  const problem = make.error ? HeadendProblem.from(make.error) : undefined;
  const names = (given: { name: string }[] | undefined) => given?.map(({ name }) => name) ?? [];
  return (
    <Modal opened={opened} onClose={onClose} title="New watch folder" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextInput
          label="Name"
          description="Lower-case letters, digits and hyphens. It is a part of the prefix and stays."
          required
          value={form.name}
          maxLength={63}
          error={fieldProblem(problem, 'name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
          data-autofocus
        />
        <NumberInput
          label="Seconds at rest"
          description="How long a file must not have changed before it is taken."
          min={5}
          max={86_400}
          value={form.stable}
          error={fieldProblem(problem, 'stable_seconds')}
          onChange={(value) => change({ stable: Number(value) })}
        />
        <Select
          label="Profile"
          placeholder="Default"
          data={names(known.data?.encode)}
          value={form.profile || null}
          clearable
          error={fieldProblem(problem, 'profile')}
          onChange={(profile) => change({ profile: profile ?? '' })}
        />
        <Select
          label="Quality policy"
          placeholder="Default"
          data={names(known.data?.quality)}
          value={form.policy || null}
          clearable
          error={fieldProblem(problem, 'quality_policy')}
          onChange={(policy) => change({ policy: policy ?? '' })}
        />
        <Select
          label="Priority"
          description="1 passes everything else, 5 waits for it."
          data={['1', '2', '3', '4', '5']}
          allowDeselect={false}
          value={form.priority}
          onChange={(priority) => change({ priority: priority ?? '3' })}
        />
        {problem && <ProblemPanel error={problem} />}
        <div className="confirm-actions">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={make.isPending} disabled={form.name.trim() === ''}>
            Watch it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
