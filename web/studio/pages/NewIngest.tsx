import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { HardDriveUpload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useBlocker, useLocation, useNavigate, useSearchParams } from 'react-router';
import { isStopped } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import { DropZone } from '../components/DropZone';
import { Refusals } from '../components/Files';
import { Names, Settings, Sidecars } from '../components/OrderFields';
import { PageHead } from '../components/PageHead';
import { Sending } from '../components/Sending';
import { ProblemPanel } from '../components/States';
import { UnfinishedUploads } from '../components/UnfinishedUploads';
import {
  BLANK,
  type Delivery,
  type Draft,
  damaged,
  isComplete,
  type Picture,
  type Refusal,
  sorted,
} from '../lib/delivery';
import { fieldProblem } from '../lib/fields';
import { Transfer } from '../lib/transfer';
import { deliver, type UploadProgress } from '../lib/upload';
import { useTitleBar } from '../lib/useTitleBar';

/** Deliver a master: choose the files, name the title, send. */
export function NewIngest() {
  useTitleBar('New ingest');
  const navigate = useNavigate();
  const dropped = (useLocation().state as { files?: File[] } | null)?.files;
  const [params] = useSearchParams();
  const [draft, setDraft] = useState(() => ({
    ...BLANK,
    title: params.get('title') ?? '',
    externalId: params.get('external_id') ?? '',
  }));
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [progress, setProgress] = useState<UploadProgress>();
  const [tried, setTried] = useState(false);
  const transfer = useRef<Transfer>(undefined);
  const queries = useQueryClient();
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
      transfer.current = new Transfer();
      try {
        return await deliver(delivery, setProgress, transfer.current);
      } finally {
        transfer.current = undefined;
      }
    },
    onSuccess: (ingest) => navigate(`/ingests/${ingest.id}`),
    onError: () => setProgress(undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: ['unfinished-uploads'] }),
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(draft)) send.mutate(draft);
  };
  const stopped = isStopped(send.error);
  const problem = send.error && !stopped ? HeadendProblem.from(send.error) : undefined;
  const wrong = (path: string) => fieldProblem(problem, path);

  return (
    <>
      <PageHead title="New ingest" parent={{ to: '/ingests', name: 'Ingests' }} />
      <form className="new-ingest" onSubmit={submit} noValidate>
        <DropZone
          onFiles={take}
          master={draft.master}
          missing={tried && !draft.master && !draft.update}
          error={wrong('source')}
          onRemove={() => change({ master: undefined })}
        />
        <Refusals refusals={refusals} onDismiss={() => setRefusals([])} />
        {!send.isPending && <UnfinishedUploads />}
        <Sidecars draft={draft} change={change} wrong={wrong} onDamaged={spoilt} />
        <Names draft={draft} change={change} tried={tried} wrong={wrong} />
        <Settings draft={draft} change={change} wrong={wrong} />
        {problem && <ProblemPanel error={problem} />}
        {send.isPending && <Sending progress={progress} transfer={transfer.current} />}
        <div className="form-actions">
          <Button type="submit" loading={send.isPending} leftSection={<HardDriveUpload size={16} aria-hidden="true" />}>
            Start the ingest
          </Button>
          <Button component={Link} to="/ingests" variant="default">
            Back
          </Button>
        </div>
      </form>
      <Leaving sending={transfer} />
    </>
  );
}

/** Whoever leaves while files are sent is asked first: to leave is to stop. */
function Leaving({ sending }: { sending: React.RefObject<Transfer | undefined> }) {
  const blocker = useBlocker(() => sending.current !== undefined);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => sending.current && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  const leave = () => {
    sending.current?.stop();
    blocker.proceed?.();
  };
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Stop sending the files?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="confirm-text">
        The ingest is ordered when all files have arrived. What has been sent is kept for three days: choose the same
        files again to go on.
      </p>
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
