import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { HardDriveUpload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useBlocker, useLocation, useNavigate } from 'react-router';
import { isStopped } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import { DropZone } from '../components/DropZone';
import { CaptionRow, PictureRow, Refusals } from '../components/Files';
import { PageHead } from '../components/PageHead';
import { Sending } from '../components/Sending';
import { ProblemPanel } from '../components/States';
import {
  BLANK,
  type Delivery,
  type Draft,
  damaged,
  isComplete,
  type Picture,
  type Refusal,
  sorted,
  withRole,
} from '../lib/delivery';
import { operator } from '../lib/queries';
import { deliver, type UploadProgress } from '../lib/upload';
import { useTitleBar } from '../lib/useTitleBar';

/** Deliver a master: choose the files, name the title, send. */
export function NewIngest() {
  useTitleBar('New ingest');
  const navigate = useNavigate();
  const dropped = (useLocation().state as { files?: File[] } | null)?.files;
  const [draft, setDraft] = useState(BLANK);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [progress, setProgress] = useState<UploadProgress>();
  const [tried, setTried] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const change = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  const take = useCallback(async (files: File[]) => {
    const { add, refused } = await sorted(files);
    setDraft(add);
    setRefusals(refused);
  }, []);
  const given = useRef<File[]>(undefined);
  useEffect(() => {
    if (!dropped || given.current === dropped) return;
    given.current = dropped;
    void take(dropped);
  }, [dropped, take]);
  const spoilt = (picture: Picture) => {
    change({ pictures: draft.pictures.filter((other) => other !== picture) });
    setRefusals([damaged(picture.file.name)]);
  };

  const send = useMutation({
    mutationFn: async (delivery: Delivery) => {
      const sending = new AbortController();
      stop.current = sending;
      try {
        return await deliver(delivery, setProgress, sending.signal);
      } finally {
        stop.current = undefined;
      }
    },
    onSuccess: (ingest) => navigate(`/ingests/${ingest.id}`),
    onError: () => setProgress(undefined),
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(draft)) send.mutate(draft);
  };
  const stopped = isStopped(send.error);

  return (
    <>
      <PageHead title="New ingest" parent={{ to: '/ingests', name: 'Ingests' }} />
      <form className="new-ingest" onSubmit={submit} noValidate>
        <DropZone
          onFiles={take}
          master={draft.master}
          missing={tried && !draft.master}
          onRemove={() => change({ master: undefined })}
        />
        <Refusals refusals={refusals} onDismiss={() => setRefusals([])} />
        <Sidecars draft={draft} change={change} onDamaged={spoilt} />
        <Names draft={draft} change={change} tried={tried} />
        {send.error && !stopped ? <ProblemPanel error={HeadendProblem.from(send.error)} /> : null}
        {send.isPending && <Sending progress={progress} onStop={() => stop.current?.abort()} />}
        <div className="form-actions">
          <Button type="submit" loading={send.isPending} leftSection={<HardDriveUpload size={16} aria-hidden="true" />}>
            Start the ingest
          </Button>
          <Button component={Link} to="/ingests" variant="default">
            Back
          </Button>
        </div>
      </form>
      <Leaving sending={stop} />
    </>
  );
}

/** Whoever leaves while files are sent is asked first: to leave is to stop. */
function Leaving({ sending }: { sending: React.RefObject<AbortController | undefined> }) {
  const blocker = useBlocker(() => sending.current !== undefined);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => sending.current && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  const leave = () => {
    sending.current?.abort();
    blocker.proceed?.();
  };
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Stop sending the files?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="confirm-text">The ingest is ordered when all files have arrived. Whoever leaves now starts over.</p>
      <div className="confirm-actions">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          Stay here
        </Button>
        <Button color="red" onClick={leave}>
          Stop and leave
        </Button>
      </div>
    </Modal>
  );
}

interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

const Sidecars = ({
  draft: { captions, pictures },
  change,
  onDamaged,
}: PartProps & { onDamaged: (picture: Picture) => void }) => (
  <>
    {captions.map((caption, index) => (
      <CaptionRow
        key={`${caption.file.name}${caption.file.size}`}
        caption={caption}
        onLanguage={(language) =>
          change({ captions: captions.map((other, at) => (at === index ? { ...other, language } : other)) })
        }
        onRemove={() => change({ captions: captions.filter((other) => other !== caption) })}
      />
    ))}
    {pictures.map((picture) => (
      <PictureRow
        key={`${picture.file.name}${picture.file.size}`}
        picture={picture}
        onRole={(role) => change({ pictures: withRole(pictures, picture, role) })}
        onRemove={() => change({ pictures: pictures.filter((other) => other !== picture) })}
        onDamaged={() => onDamaged(picture)}
      />
    ))}
  </>
);

function Names({ draft, change, tried }: PartProps & { tried: boolean }) {
  const { data } = useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => operator.profiles(signal),
    retry: false,
  });
  return (
    <>
      <div className="two">
        <TextInput
          label="Title"
          description="What viewers read."
          required
          value={draft.title}
          maxLength={500}
          error={tried && !draft.title.trim() ? 'The title needs a name.' : undefined}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Your id of the title"
          description="The same id again makes a new version of it."
          required
          value={draft.externalId}
          maxLength={200}
          error={tried && !draft.externalId.trim() ? 'The title needs an id of yours.' : undefined}
          onChange={(event) => change({ externalId: event.currentTarget.value })}
        />
      </div>
      <div className="two">
        <Select
          label="Encode profile"
          description="Which renditions are made."
          placeholder={data ? `Default (${data.default_profile})` : 'Default'}
          data={data?.encode.map(({ name }) => name) ?? []}
          value={draft.profile}
          onChange={(profile) => change({ profile })}
          clearable
          clearButtonProps={{ 'aria-label': 'Use the default profile' }}
        />
        <Select
          label="Quality policy"
          description="How strictly the master is judged."
          placeholder={data ? `Default (${data.default_policy})` : 'Default'}
          data={data?.quality.map(({ name }) => name) ?? []}
          value={draft.policy}
          onChange={(policy) => change({ policy })}
          clearable
          clearButtonProps={{ 'aria-label': 'Use the default policy' }}
        />
      </div>
    </>
  );
}
