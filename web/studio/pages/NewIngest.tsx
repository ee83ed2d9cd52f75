import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { HardDriveUpload, Image } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import { DropZone } from '../components/DropZone';
import { CaptionRow, FileRow, LANGUAGE } from '../components/Files';
import { PageHead } from '../components/PageHead';
import { Sending } from '../components/Sending';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import {
  type Delivery,
  deliver,
  isCaptions,
  isMaster,
  isPicture,
  languageFrom,
  titleFrom,
  type UploadProgress,
} from '../lib/upload';
import { useTitleBar } from '../lib/useTitleBar';

/** A delivery while it is filled in. */
type Draft = Omit<Delivery, 'master'> & { master: File | undefined };

const BLANK: Draft = {
  master: undefined,
  title: '',
  externalId: '',
  profile: null,
  policy: null,
  captions: [],
  poster: undefined,
};

/** Sort files into a draft by what they are; names are suggested, never overwritten. */
function withFiles(draft: Draft, files: File[]): Draft {
  const master = files.find(isMaster) ?? draft.master;
  const name = master ? titleFrom(master.name) : '';
  return {
    ...draft,
    master,
    title: draft.title || name,
    externalId: draft.externalId || name.replace(/\s+/g, '-').toUpperCase(),
    captions: [
      ...draft.captions,
      ...files.filter(isCaptions).map((file) => ({ file, language: languageFrom(file.name) })),
    ],
    poster: files.find(isPicture) ?? draft.poster,
  };
}

const isComplete = (draft: Draft): draft is Delivery =>
  draft.master !== undefined &&
  draft.title.trim() !== '' &&
  draft.externalId.trim() !== '' &&
  draft.captions.every(({ language }) => LANGUAGE.test(language));

/** Deliver a master: choose the files, name the title, send. */
export function NewIngest() {
  useTitleBar('New ingest');
  const navigate = useNavigate();
  const dropped = (useLocation().state as { files?: File[] } | null)?.files ?? [];
  const [draft, setDraft] = useState(() => withFiles(BLANK, dropped));
  const [progress, setProgress] = useState<UploadProgress>();
  const [tried, setTried] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const change = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));

  const send = useMutation({
    mutationFn: (delivery: Delivery) => {
      stop.current = new AbortController();
      return deliver(delivery, setProgress, stop.current.signal);
    },
    onSuccess: (ingest) => navigate(`/ingests/${ingest.id}`),
    onError: () => setProgress(undefined),
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(draft)) send.mutate(draft);
  };
  const stopped = send.error instanceof DOMException && send.error.name === 'AbortError';

  return (
    <>
      <PageHead title="New ingest" parent={{ to: '/ingests', name: 'Ingests' }} />
      <form className="new-ingest" onSubmit={submit} noValidate>
        <DropZone
          onFiles={(files) => setDraft((current) => withFiles(current, files))}
          master={draft.master}
          missing={tried && !draft.master}
          onRemove={() => change({ master: undefined })}
        />
        <Sidecars draft={draft} change={change} />
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
    </>
  );
}

interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

const Sidecars = ({ draft: { captions, poster }, change }: PartProps) => (
  <>
    {captions.map((caption, index) => (
      <CaptionRow
        key={`${caption.file.name}${caption.file.size}`}
        caption={caption}
        onLanguage={(language) =>
          change({ captions: captions.map((other, at) => (at === index ? { ...other, language } : other)) })
        }
        onRemove={() => change({ captions: captions.filter((_, at) => at !== index) })}
      />
    ))}
    {poster && (
      <div className="caption-row">
        <FileRow
          icon={<Image size={18} aria-hidden="true" />}
          file={poster}
          onRemove={() => change({ poster: undefined })}
        />
        <span className="muted">Poster</span>
      </div>
    )}
  </>
);

function Names({ draft, change, tried }: PartProps & { tried: boolean }) {
  const { data } = useQuery({ queryKey: ['profiles'], queryFn: operator.profiles, retry: false });
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
