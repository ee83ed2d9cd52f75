import { Button, Textarea } from '@mantine/core';
import { Check, Hand, X } from 'lucide-react';
import { useState } from 'react';
import type { Finding, Ingest } from '../../shared/api/types';
import { instant, relative, timecode } from '../../shared/format';
import { ProblemPanel } from '../components/States';
import { operator, useIngestAction } from '../lib/queries';
import { inOrder } from './Findings';
import { type Tile, useTiles } from './sprites';
import { useTransport } from './transport';

/** What holds a title, the frame in question, and the word that ends it. */
export function Decision({ ingest, findings }: { ingest: Ingest; findings: Finding[] }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = useIngestAction<'approve' | 'reject'>(ingest.id, (decision) =>
    operator.decide(ingest.id, decision, reason.trim()),
  );
  const question = inOrder(findings).find(({ severity }) => severity === 'hold' || severity === 'reject');

  const say = (decision: 'approve' | 'reject') => {
    if (reason.trim() === '') {
      setMissing(true);
      document.getElementById('decision-reason')?.focus();
      return;
    }
    decide.mutate(decision);
  };

  return (
    <section className="panel side decision" aria-labelledby="decision">
      <h2 id="decision">
        <Hand size={18} aria-hidden="true" />
        Your decision
      </h2>
      {question && (
        <>
          <Frame ingest={ingest} finding={question} />
          <p className="decision-question">{question.message}</p>
          <p className="muted">
            Measured {question.measured ?? 'on the whole file'}
            {question.limit && `, limit ${question.limit}`}
          </p>
        </>
      )}
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
      {decide.error ? <ProblemPanel error={decide.error} /> : null}
      <div className="decision-actions">
        <Button
          leftSection={<Check size={16} aria-hidden="true" />}
          loading={decide.isPending && decide.variables === 'approve'}
          disabled={decide.isPending}
          onClick={() => say('approve')}
        >
          Approve
        </Button>
        <Button
          variant="default"
          className="danger-quiet"
          leftSection={<X size={16} aria-hidden="true" />}
          loading={decide.isPending && decide.variables === 'reject'}
          disabled={decide.isPending}
          onClick={() => say('reject')}
        >
          Reject
        </Button>
      </div>
      {ingest.hold && (
        <p className="muted small">
          Held {relative(ingest.hold.since)}. Without a decision it ends {relative(ingest.hold.expires_at)},{' '}
          {instant(ingest.hold.expires_at)}.
        </p>
      )}
    </section>
  );
}

/** The middle of the range in question, from the sprite sheet. A click shows it in the proxy. */
function Frame({ ingest, finding }: { ingest: Ingest; finding: Finding }) {
  const { data: tiles = [] } = useTiles(ingest.preview?.thumbnails);
  const transport = useTransport();
  if (!finding.range) return null;
  const middle = (finding.range.start_ms + finding.range.end_ms) / 2;
  const tile = tiles.find(({ startMs, endMs }) => startMs <= middle && middle < endMs);
  if (!tile) return null;
  return (
    <button
      type="button"
      className="frame"
      onClick={() => transport.look(middle)}
      aria-label={`Show the frame at ${timecode(middle)} in the proxy`}
    >
      <Cutout tile={tile} />
      <span className="mono">{timecode(middle)}</span>
    </button>
  );
}

/** One tile of the sheet, scaled to the width it is given. */
const Cutout = ({ tile }: { tile: Tile }) => (
  <svg viewBox={`${tile.x} ${tile.y} ${tile.width} ${tile.height}`} aria-hidden="true">
    <image href={tile.url} />
  </svg>
);
