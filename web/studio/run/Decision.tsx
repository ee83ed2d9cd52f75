import { Button, Textarea } from '@mantine/core';
import { Check, Hand, Replace, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { isStopped } from '../../shared/api/client';
import type { Decision as DecisionBody, Finding, Ingest } from '../../shared/api/types';
import { instant, relative } from '../../shared/format';
import { Sending } from '../components/Sending';
import { ProblemPanel } from '../components/States';
import { operator, useIngestAction } from '../lib/queries';
import { Transfer } from '../lib/transfer';
import { send, type UploadProgress } from '../lib/upload';
import { useMoment } from './frames';
import { inOrder } from './lanes';
import { marked, useDecodeMark } from './proxy';
import { type Tile, useTiles } from './sprites';
import { useTransport } from './transport';

/** What holds a title, the frame in question, and the word that ends it. */
export function Decision({ ingest, findings }: { ingest: Ingest; findings: Finding[] }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const question = inOrder(findings).find(({ severity }) => severity === 'hold' || severity === 'reject');

  /** The reason given. Without one the field asks for it. */
  const reasonGiven = (): string | undefined => {
    if (reason.trim() !== '') return reason.trim();
    setMissing(true);
    document.getElementById('decision-reason')?.focus();
    return undefined;
  };

  return (
    <section className="panel side decision" aria-labelledby="decision">
      <h2 id="decision">
        <Hand size={18} aria-hidden="true" />
        Your decision
      </h2>
      {question && <Question ingest={ingest} finding={question} />}
      <Textarea
        id="decision-reason"
        label="Reason"
        description="Kept with the title and shown to the partner."
        required
        autosize
        minRows={2}
        maxRows={6}
        value={reason}
        error={missing ? 'Say why, in a few words.' : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Verdicts ingest={ingest} reasonGiven={reasonGiven} />
      {ingest.hold && (
        <p className="muted small">
          Held {relative(ingest.hold.since)}. Without a decision it ends {relative(ingest.hold.expires_at)},{' '}
          {instant(ingest.hold.expires_at)}.
        </p>
      )}
    </section>
  );
}

const Question = ({ ingest, finding }: { ingest: Ingest; finding: Finding }) => (
  <>
    <Frame ingest={ingest} finding={finding} />
    <p className="decision-question">{finding.message}</p>
    <p className="muted">
      Measured {finding.measured ?? 'on the whole file'}
      {finding.limit && `, limit ${finding.limit}`}
    </p>
  </>
);

/** Approve, reject, or send a better master in its place. */
function Verdicts({ ingest, reasonGiven }: { ingest: Ingest; reasonGiven: () => string | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  const transfer = useRef<Transfer>(undefined);
  const [progress, setProgress] = useState<UploadProgress>();
  const decide = useIngestAction<DecisionBody>(ingest.id, (body) => operator.decide(ingest.id, body));
  const replace = useIngestAction<{ file: File; reason: string }>(ingest.id, async ({ file, reason }) => {
    transfer.current = new Transfer();
    const source = await send(
      file,
      (part) => setProgress({ file: file.name, index: 0, count: 1, ...part }),
      transfer.current,
    );
    return operator.decide(ingest.id, { decision: 'replace', reason, source });
  });
  // Whoever leaves the page has given the sending up.
  useEffect(() => () => transfer.current?.stop(), []);
  const busy = decide.isPending || replace.isPending;
  const error = decide.error ?? (isStopped(replace.error) ? null : replace.error);

  const say = (decision: 'approve' | 'reject') => {
    const reason = reasonGiven();
    if (reason) decide.mutate({ decision, reason });
  };
  const choose = (event: React.ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = '';
    const reason = reasonGiven();
    if (file && reason) replace.mutate({ file, reason });
  };

  return (
    <>
      {error ? <ProblemPanel error={error} /> : null}
      <div className="decision-actions">
        <Button
          leftSection={<Check size={16} aria-hidden="true" />}
          loading={decide.isPending && decide.variables.decision === 'approve'}
          disabled={busy}
          onClick={() => say('approve')}
        >
          Approve
        </Button>
        <Button
          variant="default"
          className="danger-quiet"
          leftSection={<X size={16} aria-hidden="true" />}
          loading={decide.isPending && decide.variables.decision === 'reject'}
          disabled={busy}
          onClick={() => say('reject')}
        >
          Reject
        </Button>
        <Button
          variant="default"
          className="decision-replace"
          leftSection={<Replace size={16} aria-hidden="true" />}
          disabled={busy}
          onClick={() => reasonGiven() && input.current?.click()}
        >
          Replace the master
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label="New master"
        tabIndex={-1}
        onChange={choose}
      />
      {replace.isPending && <Sending progress={progress} transfer={transfer.current} />}
    </>
  );
}

/** The middle of the range in question, from the sprite sheet. A click shows it in the proxy. */
function Frame({ ingest, finding }: { ingest: Ingest; finding: Finding }) {
  const mark = useDecodeMark(ingest.stages);
  const vtt = ingest.preview?.thumbnails;
  const { data: tiles = [] } = useTiles(vtt && marked(vtt, mark));
  const transport = useTransport();
  const moment = useMoment();
  if (!finding.range) return null;
  const middle = (finding.range.start_ms + finding.range.end_ms) / 2;
  const tile = tiles.find(({ startMs, endMs }) => startMs <= middle && middle < endMs);
  if (!tile) return null;
  return (
    <button
      type="button"
      className="frame"
      onClick={() => transport.look(middle)}
      aria-label={`Show the frame at ${moment(middle)} in the proxy`}
    >
      <Cutout tile={tile} />
      <span className="mono">{moment(middle)}</span>
    </button>
  );
}

/** One tile of the sheet, scaled to the width it is given. */
const Cutout = ({ tile }: { tile: Tile }) => (
  <svg viewBox={`${tile.x} ${tile.y} ${tile.width} ${tile.height}`} aria-hidden="true">
    <image href={tile.url} />
  </svg>
);
