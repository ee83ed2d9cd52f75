// docs/runbook.md, made of domain/failures.ts, domain/qc/codes.ts and the notes beside this file.
//   node infra/checks/runbook.mjs           writes it
//   node infra/checks/runbook.mjs --check   exit 1 when it is not current
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { prepare, root } from '../run/prepare.mjs';

const PAGE = path.join(root, 'docs/runbook.md');
const NOTES = path.join(root, 'infra/checks/runbook-notes.yaml');

const OPENING = `# Runbook

One heading per code. A failure code is what the API answers as \`code\`, what Temporal shows as the failure's type, the
\`code\` label of \`headend_activity_seconds\`, and what the studio prints; a finding code is what the quality check writes
about a master. The same pages are served under \`/docs/codes/{code}\`.

This page is generated; \`npm test\` checks that it is current. To write it anew: \`node infra/checks/runbook.mjs\`.

## First look

1. **What does the run say?** Open the ingest in the studio and follow its link to Temporal UI, or search there:
   \`FailureCode = "encode/stalled"\`, \`TitleId = "…"\`, \`Stage = "package"\`. The details table names the stage; each
   activity carries a summary, its attempts and the last failure.
2. **Is the house standing?** \`/readyz\` of the API and of each worker; \`npm run doctor\` for the tools; the Grafana
   dashboard for slots and pollers. On one machine the logs lie under \`.headend/logs/\`.
3. **Retry, or not?** What is marked _retried_ below goes on by itself once its cause is gone. A failed, rejected or
   cancelled ingest is started again with \`POST /v1/ingests/{id}/retry\`: finished chunks are used again.

## Alerts

**RightsDrift.** The hourly comparison found windows that were made known otherwise than the gate says, twice in a row. Viewers are
not concerned: what plays is asked of the windows themselves. Late are the events \`window.opened\` and \`window.closed\`.

1. Details of the workflow \`rights-calendar\` in Temporal UI: when it looked last, how many had drifted.
2. One comparison: somebody wrote rows past the trigger, or restored a backup; it is mended already. \`window_transitions\` of that
   time tells which windows.
3. Every hour: looks fail or do not happen. \`applyDueRights\` in the history of the workflow says why; an io pool must run.

**RightsCalendarStands.** No look for ten minutes. \`rights-calendar\` must be running (an orchestration worker starts it when it is
not there) and an io worker must serve it. What was late is made known with the first look, once.
`;

/** Families of failure codes, in the order of the page; the first part of a code chooses. */
const FAMILIES = {
  ingest: 'Ingests',
  upload: 'Receiving',
  source: 'Receiving',
  master: 'Masters',
  encode: 'Encoding',
  package: 'Packaging',
  captions: 'Captions and artwork',
  artwork: 'Captions and artwork',
  store: 'The house',
  database: 'The house',
  temporal: 'The house',
  tool: 'The house',
  run: 'The house',
  client: 'The house',
  title: 'Publishing',
  version: 'Publishing',
  internal: 'The house',
  playback: 'Playback',
  media: 'Playback',
  cdn: 'Playback',
  request: 'Requests',
  auth: 'Requests',
  idempotency: 'Requests',
  cursor: 'Requests',
};

const WHO = { partner: 'the partner', operator: 'operations', viewer: 'the viewer', developer: 'a developer' };

/**
 * The page as the vocabularies and notes make it.
 * @param {Record<string, { retry: boolean, who: string, status: number, title: string, fix: string }>} failures
 * @param {Record<string, { title: string, cause: string, fix: string }>} findings
 * @param {Record<string, string>} notes by failure code
 * @throws {Error} when operations would stand before a code without a note, or a note has no code
 */
export function runbookPage(failures, findings, notes) {
  const bare = Object.entries(failures).filter(([code, { who }]) => who === 'operator' && !notes[code]);
  const stray = Object.keys(notes).filter((code) => !failures[code]);
  const problems = [
    ...bare.map(([code]) => `${code} is for operations and has no note in infra/checks/runbook-notes.yaml`),
    ...stray.map((code) => `infra/checks/runbook-notes.yaml explains ${code}, which is no failure code`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const families = [...new Set([...Object.values(FAMILIES), 'Other'])];
  const sections = families.map((family) => {
    const codes = Object.entries(failures).filter(([code]) => familyOf(code) === family);
    return codes.length === 0 ? '' : `## ${family}\n\n${codes.map((entry) => failureText(entry, notes)).join('\n')}`;
  });
  const found = Object.entries(findings).map(findingText).join('\n');
  const judged = 'What the quality check finds in a master. The policy of the order decides how much each one weighs.';
  return `${[OPENING, ...sections.filter(Boolean), `## Findings\n\n${judged}\n\n${found}`].join('\n')}`;
}

const familyOf = (code) => FAMILIES[code.split('/')[0]] ?? 'Other';

const failureText = ([code, { title, retry, who, status, fix }], notes) =>
  [
    `### \`${code}\``,
    '',
    `**${title}.** ${retry ? 'Retried' : 'Not retried'}; ${WHO[who]} ${who === 'operator' ? 'act' : 'acts'}; HTTP ${status}.`,
    '',
    fix,
    ...(notes[code] ? ['', notes[code].trim()] : []),
    '',
  ].join('\n');

const findingText = ([code, { title, cause, fix }]) =>
  [`### \`${code}\` (finding)`, '', `**${title}.** ${cause}`, '', fix, ''].join('\n');

async function main(args) {
  await prepare(['compile']);
  const require = createRequire(import.meta.url);
  const built = (file) => path.join(root, 'dist', file);
  const { FAILURES } = require(built('domain/failures.js'));
  const codes = built('domain/qc/codes.js');
  const { FINDING_CODES } = existsSync(codes) ? require(codes) : { FINDING_CODES: {} };
  const page = runbookPage(FAILURES, FINDING_CODES, parse(await readFile(NOTES, 'utf8')));
  if (!args.includes('--check')) return writeFile(PAGE, page);
  if ((await readFile(PAGE, 'utf8').catch(() => '')) === page) return undefined;
  throw new Error('docs/runbook.md is not current. Write it anew: node infra/checks/runbook.mjs');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
