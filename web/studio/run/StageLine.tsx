import type { Stage } from '../../shared/api/types';
import { elapsed, percent, timeOfDay } from '../../shared/format';
import { STAGE_LOOKS, STAGE_NAMES } from '../lib/states';
import { useNow } from '../lib/useNow';

/** The stages of a run in order, each with its time; the ones that run show how far they are. */
export function StageLine({ stages }: { stages: Stage[] }) {
  const now = useNow(stages.some(({ state }) => state === 'running'));
  return (
    <ol className="stages" aria-label="Stages">
      {stages.map((stage) => (
        <StageStep key={stage.name} stage={stage} now={now} />
      ))}
    </ol>
  );
}

function StageStep({ stage, now }: { stage: Stage; now: number }) {
  const look = STAGE_LOOKS[stage.state];
  const running = stage.state === 'running';
  const hold = stage.name === 'hold' && running;
  const took = stage.started_at
    ? (stage.ended_at ? Date.parse(stage.ended_at) : now) - Date.parse(stage.started_at)
    : undefined;
  const times = [
    stage.started_at && `from ${timeOfDay(stage.started_at)}`,
    stage.ended_at && `to ${timeOfDay(stage.ended_at)}`,
  ]
    .filter(Boolean)
    .join(' ');
  const measure =
    running && !hold ? percent(stage.progress) : stage.ended_at && took !== undefined ? elapsed(took) : look.word;
  return (
    <li
      className="stage"
      data-tone={hold ? 'warn' : look.tone}
      data-state={stage.state}
      aria-current={running ? 'step' : undefined}
      title={times || undefined}
    >
      <span className="stage-track" aria-hidden="true">
        <span style={{ inlineSize: stage.state === 'done' ? '100%' : `${hold ? 100 : stage.progress * 100}%` }} />
      </span>
      <span className="stage-name">
        <look.icon size={14} aria-hidden="true" className={running && !hold ? 'turning' : undefined} />
        {STAGE_NAMES[stage.name]}
        <span className="visually-hidden">, {look.word}</span>
      </span>
      <span className="stage-time mono">
        {hold ? 'Held' : measure}
        {running && took !== undefined && <span className="muted"> {elapsed(took)}</span>}
      </span>
      {stage.note && stage.state !== 'waiting' && <small className="stage-note">{stage.note}</small>}
    </li>
  );
}
