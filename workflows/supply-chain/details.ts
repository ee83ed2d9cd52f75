import { plainWords } from '../../domain/plain-words';
import type { IngestStatusView, StageState } from './contract';

const MARK: Record<StageState | 'not reached', string> = {
  'not reached': ' ',
  waiting: '·',
  running: '▶',
  done: '✓',
  reused: '↺',
  skipped: '–',
  failed: '✗',
  cancelled: '■',
};

const clock = (ms: number): string => {
  const seconds = Math.round(ms / 100) / 10;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
};

/** The table an operator reads under "current details" in Temporal UI. Markdown, well under its 20 kB limit. */
export function detailsTable(view: IngestStatusView, now: number, title: string, studioUrl?: string): string {
  const rows = view.stages.map(({ name, state, startedAt, endedAt, note }) => {
    const took = startedAt === undefined ? '' : clock((endedAt ?? now) - startedAt);
    const told = view.outcome && state === 'waiting' ? 'not reached' : state;
    return `| ${MARK[told]} ${told} | ${name} | ${took} | ${plainWords(note ?? '')} |`;
  });
  const held = view.held
    ? [
        `**Held** until ${new Date(view.held.expiresAt).toISOString()}: send the Update \`decide\` or use the studio.`,
        '',
      ]
    : [];
  const findings = (view.held?.findings ?? [])
    .filter(({ severity }) => severity === 'hold' || severity === 'reject')
    .slice(0, 10)
    .map(({ code, message }) => `- \`${code}\` ${plainWords(message)}`);
  return [
    `**${plainWords(title)}** · ${Math.round(view.progress * 100)} %${view.verdict ? ` · verdict **${view.verdict}**` : ''}`,
    ...(studioUrl ? [`[Open in the studio](${studioUrl})`] : []),
    '',
    ...held,
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    '| state | stage | time | |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
