import { Button, Skeleton } from '@mantine/core';
import { Ban, ExternalLink, FileText, HardDriveUpload, Play, RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Finding, Ingest, QcReport } from '../../shared/api/types';
import { percent } from '../../shared/format';
import { useKeys } from '../../shared/useKeys';
import { Bar } from '../components/Bar';
import { StatusChip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { PageHead } from '../components/PageHead';
import { ProblemPanel } from '../components/States';
import { UpdateMark } from '../components/UpdateMark';
import { isMoving, isOver, operator, useIngest, useIngestAction, useQc } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { Chunks } from '../run/Chunks';
import { durationOf } from '../run/curves';
import { Decision } from '../run/Decision';
import { Findings } from '../run/Findings';
import { CountingContext, countingOf } from '../run/frames';
import { byTime, isPlaced } from '../run/lanes';
import { ProxyPlayer } from '../run/ProxyPlayer';
import { marked, useDecodeMark } from '../run/proxy';
import { DecisionsPanel, FactsPanel, FailurePanel, newOrderPath, OutputsPanel } from '../run/Sides';
import { StageLine } from '../run/StageLine';
import { Timeline } from '../run/Timeline';
import { Transport, TransportContext, useProxyDuration, useTransport } from '../run/transport';

const SECOND_MS = 1_000;
/** The longest half of a frame, at 10 frames per second and in pairs. */
const HALF_FRAME_MS = 100;
const PARENT = { to: '/ingests', name: 'Ingests' };

/** One ingest, from the master to the screen: everything one click from its cause. */
export function IngestRunPage() {
  const { ingestId = '' } = useParams();
  const { data: ingest, error, refetch } = useIngest(ingestId);
  useTitleBar(ingest?.title ?? 'Ingest');
  if (error && !ingest) {
    return (
      <>
        <PageHead title="Ingest" parent={PARENT} />
        <ProblemPanel error={error} onRetry={() => refetch()} />
      </>
    );
  }
  if (!ingest) return <RunGhost />;
  return <Run key={ingest.id} ingest={ingest} />;
}

function Run({ ingest }: { ingest: Ingest }) {
  const transport = useMemo(() => new Transport(), []);
  const qc = useQc(ingest);
  const [selected, setSelected] = useState<Finding>();
  const findings = qc.data?.findings ?? [];
  const counting = useMemo(() => countingOf(qc.data), [qc.data]);
  transport.frames = counting?.frames;
  const look = (finding: Finding) => {
    setSelected(finding);
    if (finding.range) transport.look(finding.range.start_ms);
  };
  useRunKeys(transport, findings, look);

  return (
    <TransportContext value={transport}>
      <CountingContext value={counting}>
        <PageHead
          title={ingest.title}
          parent={PARENT}
          chip={<StatusChip status={ingest.status} />}
          meta={
            ingest.updates || qc.data ? (
              <>
                <UpdateMark ingest={ingest} />
                {qc.data && (
                  <a href={qc.data.report_url} target="_blank" rel="noreferrer" className="out">
                    <FileText size={14} aria-hidden="true" />
                    Quality report
                  </a>
                )}
              </>
            ) : undefined
          }
          actions={<Actions ingest={ingest} />}
        />
        {isMoving(ingest) && (
          <div className="overall">
            <Bar share={ingest.progress} label="Progress of the whole ingest" />
            <b className="mono">{percent(ingest.progress)}</b>
          </div>
        )}
        <StageLine stages={ingest.stages} />
        <div className="run">
          <div className="run-main">
            <Picture ingest={ingest} report={qc.data} selected={selected} onFinding={look} />
            <section className="panel" aria-labelledby="findings">
              <h2 id="findings" className="panel-title">
                Findings
                {qc.data && <small>Policy {qc.data.policy}</small>}
              </h2>
              {qc.error && !qc.data ? <ProblemPanel error={qc.error} onRetry={() => qc.refetch()} /> : null}
              {findings.length > 0 ? (
                <Findings findings={findings} selected={selected} onFinding={look} />
              ) : (
                <p className="panel-empty">
                  {ingest.qc?.verdict
                    ? 'The master passed every check. Nothing to do.'
                    : isOver(ingest)
                      ? 'This run ended before the master was checked.'
                      : 'Findings appear here as the master is checked.'}
                </p>
              )}
            </section>
          </div>
          <aside className="run-side" aria-label="About this run">
            {ingest.status === 'held' && <Decision ingest={ingest} findings={findings} />}
            {ingest.failure && <FailurePanel failure={ingest.failure} />}
            {ingest.decisions.length > 0 && <DecisionsPanel ingest={ingest} />}
            {ingest.outputs && <OutputsPanel ingest={ingest} outputs={ingest.outputs} />}
            {ingest.chunks.length > 0 && <Chunks chunks={ingest.chunks} over={isOver(ingest)} />}
            <FactsPanel ingest={ingest} />
          </aside>
        </div>
      </CountingContext>
    </TransportContext>
  );
}

/** Keys of the run: play, step, and from finding to finding. */
function useRunKeys(transport: Transport, findings: Finding[], look: (finding: Finding) => void): void {
  const placed = findings.filter(isPlaced).sort(byTime);
  // A finding is shown at the middle of its first frame, a little after its start.
  const next = () => placed.find(({ range }) => range.start_ms > transport.now + HALF_FRAME_MS) ?? placed[0];
  const before = () =>
    placed.findLast(({ range }) => range.start_ms < transport.now - HALF_FRAME_MS) ?? placed[placed.length - 1];
  const go = (finding: Finding | undefined) => finding && look(finding);
  useKeys({
    ' ': () => transport.toggle(),
    k: () => transport.toggle(),
    arrowleft: () => transport.seekBy(-SECOND_MS),
    arrowright: () => transport.seekBy(SECOND_MS),
    j: () => transport.seekBy(-10 * SECOND_MS),
    l: () => transport.seekBy(10 * SECOND_MS),
    ',': () => transport.step(-1),
    '.': () => transport.step(1),
    'shift+arrowright': () => go(next()),
    'shift+arrowleft': () => go(before()),
    home: () => transport.look(0),
    end: () => transport.end(),
  });
}

function Picture({
  ingest,
  report,
  selected,
  onFinding,
}: {
  ingest: Ingest;
  report: QcReport | undefined;
  selected: Finding | undefined;
  onFinding: (finding: Finding) => void;
}) {
  const mark = useDecodeMark(ingest.stages);
  const duration = durationOf(report, useProxyDuration(useTransport()));
  if (!ingest.preview) {
    return (
      <div className="panel">
        <p className="panel-empty">
          {!isOver(ingest)
            ? 'The proxy plays here as soon as the first seconds are decoded.'
            : 'This run ended before a proxy was made.'}
        </p>
      </div>
    );
  }
  const measuring = ingest.stages.some(({ name, state }) => name === 'quality' && state === 'running');
  return (
    <section className="panel" aria-label="Proxy and timeline">
      <ProxyPlayer hls={marked(ingest.preview.hls, mark)} duration={duration} growing={measuring} />
      {report && duration ? (
        <Timeline report={report} duration={duration} over={isOver(ingest)} selected={selected} onFinding={onFinding} />
      ) : null}
    </section>
  );
}

function Actions({ ingest }: { ingest: Ingest }) {
  const cancel = useIngestAction<void>(ingest.id, () => operator.cancel(ingest.id));
  const retry = useIngestAction<void>(ingest.id, () => operator.retry(ingest.id));
  const mayCancel = isMoving(ingest) || ingest.status === 'held';
  const endedBadly = isOver(ingest) && ingest.status !== 'published';
  const mayRetry = endedBadly && (ingest.failure?.retryable ?? true);
  return (
    <>
      {ingest.workflow.url && (
        <Button
          component="a"
          href={ingest.workflow.url}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<ExternalLink size={16} aria-hidden="true" />}
        >
          Open in Temporal
        </Button>
      )}
      {mayCancel && (
        <Confirm
          label="Cancel"
          icon={<Ban size={16} aria-hidden="true" />}
          title="Cancel this ingest?"
          confirm="Cancel the ingest"
          danger
          action={cancel}
        >
          <p>Running encodes stop and what is half done is removed. Finished chunks stay, so a retry goes faster.</p>
        </Confirm>
      )}
      {mayRetry && (
        <Confirm
          label="Retry"
          icon={<RotateCcw size={16} aria-hidden="true" />}
          title="Run this ingest again?"
          confirm="Run it again"
          action={retry}
        >
          <p>
            The same order is taken through all stages again: what it names by an address is fetched anew, finished
            chunks are used again.
          </p>
        </Confirm>
      )}
      {endedBadly && !mayRetry && (
        <Button
          component={Link}
          to={newOrderPath(ingest)}
          leftSection={<HardDriveUpload size={16} aria-hidden="true" />}
        >
          Deliver another master
        </Button>
      )}
      {ingest.outputs && (
        <Button
          component="a"
          href={ingest.outputs.watch}
          leftSection={<Play size={16} fill="currentColor" aria-hidden="true" />}
        >
          Watch
        </Button>
      )}
    </>
  );
}

const RunGhost = () => (
  <>
    <p className="visually-hidden" role="status">
      Loading the ingest
    </p>
    <PageHead title="Ingest" parent={PARENT} />
    <Skeleton height={72} radius="md" mb="md" />
    <div className="run">
      <Skeleton height={420} radius="md" />
      <Skeleton height={280} radius="md" />
    </div>
  </>
);
