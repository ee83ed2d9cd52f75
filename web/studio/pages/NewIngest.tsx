import { Button, Select, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileVideo, HardDriveUpload, Subtitles, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import { bytes, percent } from '../../shared/format';
import { Bar } from '../components/Bar';
import { PageHead } from '../components/PageHead';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { type CaptionFile, deliver, isCaptions, languageFrom, titleFrom, type UploadProgress } from '../lib/upload';
import { useTitleBar } from '../lib/useTitleBar';

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Deliver a master: choose the files, name the title, send. */
export function NewIngest() {
  useTitleBar('New ingest');
  const navigate = useNavigate();
  const dropped = (useLocation().state as { files?: File[] } | null)?.files ?? [];
  const [master, setMaster] = useState<File | undefined>(() => dropped.find((file) => !isCaptions(file)));
  const [captions, setCaptions] = useState<CaptionFile[]>(() => captionFiles(dropped));
  const [title, setTitle] = useState(master ? titleFrom(master.name) : '');
  const [externalId, setExternalId] = useState(master ? titleFrom(master.name).replace(/\s+/g, '-').toUpperCase() : '');
  const [profile, setProfile] = useState<string | null>(null);
  const [progress, setProgress] = useState<UploadProgress>();
  const [tried, setTried] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const profiles = useQuery({ queryKey: ['profiles'], queryFn: operator.profiles, retry: false });

  const add = (files: File[]) => {
    const video = files.find((file) => !isCaptions(file));
    if (video) {
      setMaster(video);
      setTitle((current) => current || titleFrom(video.name));
      setExternalId((current) => current || titleFrom(video.name).replace(/\s+/g, '-').toUpperCase());
    }
    setCaptions((current) => [...current, ...captionFiles(files)]);
  };

  const send = useMutation({
    mutationFn: () => {
      stop.current = new AbortController();
      return deliver(
        { master: master!, title: title.trim(), externalId: externalId.trim(), profile, captions },
        setProgress,
        stop.current.signal,
      );
    },
    onSuccess: (ingest) => navigate(`/ingests/${ingest.id}`),
    onError: () => setProgress(undefined),
  });

  const complete =
    master && title.trim() && externalId.trim() && captions.every(({ language }) => LANGUAGE.test(language));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete) send.mutate();
  };
  const stopped = send.error instanceof DOMException && send.error.name === 'AbortError';

  return (
    <>
      <PageHead title="New ingest" parent={{ to: '/ingests', name: 'Ingests' }} />
      <form className="new-ingest" onSubmit={submit} noValidate>
        <DropZone onFiles={add} master={master} missing={tried && !master} onRemove={() => setMaster(undefined)} />
        {captions.map((caption, index) => (
          <CaptionRow
            key={`${caption.file.name}${caption.file.size}`}
            caption={caption}
            onLanguage={(language) =>
              setCaptions(captions.map((other, at) => (at === index ? { ...other, language } : other)))
            }
            onRemove={() => setCaptions(captions.filter((_, at) => at !== index))}
          />
        ))}
        <TextInput
          label="Title"
          required
          value={title}
          maxLength={500}
          error={tried && !title.trim() ? 'The title needs a name.' : undefined}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className="two">
          <TextInput
            label="Your id of the title"
            description="The same id again makes a new version of the same title."
            required
            value={externalId}
            maxLength={200}
            error={tried && !externalId.trim() ? 'The title needs an id of yours.' : undefined}
            onChange={(event) => setExternalId(event.currentTarget.value)}
          />
          <Select
            label="Encode profile"
            description="Which renditions are made."
            placeholder={profiles.data ? `Default (${profiles.data.default_profile})` : 'Default'}
            data={profiles.data?.encode.map(({ name }) => name) ?? []}
            value={profile}
            onChange={setProfile}
            clearable
            clearButtonProps={{ 'aria-label': 'Use the default profile' }}
          />
        </div>
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

const captionFiles = (files: File[]): CaptionFile[] =>
  files.filter(isCaptions).map((file) => ({ file, language: languageFrom(file.name) }));

function DropZone({
  onFiles,
  master,
  missing,
  onRemove,
}: {
  onFiles: (files: File[]) => void;
  master: File | undefined;
  missing: boolean;
  onRemove: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; the button does the same by keyboard
    <div
      className="drop"
      data-over={over}
      data-missing={missing}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        aria-label="Master and captions"
        tabIndex={-1}
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
      {master ? (
        <FileRow icon={<FileVideo size={22} aria-hidden="true" />} file={master} onRemove={onRemove} />
      ) : (
        <>
          <HardDriveUpload size={28} aria-hidden="true" />
          <p>
            <b>Drop the master here</b>, with its captions if there are any
          </p>
          <p className="muted">MP4, MOV, MXF, MKV, TS. Captions as SRT, WebVTT or TTML.</p>
        </>
      )}
      <Button variant="default" size="xs" onClick={() => input.current?.click()}>
        {master ? 'Add captions or another master' : 'Choose files'}
      </Button>
      {missing && (
        <p className="drop-missing" role="alert">
          Choose a master first.
        </p>
      )}
    </div>
  );
}

const FileRow = ({ icon, file, onRemove }: { icon: React.ReactNode; file: File; onRemove: () => void }) => (
  <div className="file-row">
    {icon}
    <span className="file-name">{file.name}</span>
    <span className="muted mono">{bytes(file.size)}</span>
    <UnstyledButton className="icon-button" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      <X size={16} aria-hidden="true" />
    </UnstyledButton>
  </div>
);

const CaptionRow = ({
  caption,
  onLanguage,
  onRemove,
}: {
  caption: CaptionFile;
  onLanguage: (language: string) => void;
  onRemove: () => void;
}) => (
  <div className="caption-row">
    <FileRow icon={<Subtitles size={18} aria-hidden="true" />} file={caption.file} onRemove={onRemove} />
    <TextInput
      aria-label={`Language of ${caption.file.name}`}
      value={caption.language}
      error={LANGUAGE.test(caption.language) ? undefined : 'A tag such as en or pt-BR.'}
      onChange={(event) => onLanguage(event.currentTarget.value)}
    />
  </div>
);

const Sending = ({ progress, onStop }: { progress: UploadProgress | undefined; onStop: () => void }) => (
  <div className="sending" role="status">
    <p>
      {progress
        ? `Sending ${progress.file}, file ${progress.index + 1} of ${progress.count}`
        : 'Asking for a place to send to'}
      <b className="mono">{percent(progress?.share ?? 0)}</b>
    </p>
    <Bar share={progress?.share ?? 0} label="Upload" />
    <Button variant="default" size="xs" onClick={onStop}>
      Stop
    </Button>
  </div>
);
