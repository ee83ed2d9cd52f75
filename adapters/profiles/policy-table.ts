import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CountRule, DurationRule, QcPolicy } from '../../domain/qc/policy';
import { repositoryRoot } from '../environment/root';
import { loadQcPolicies } from './qc-policies';

const PAGE = 'docs/profiles.md';
/** Lines of the page around the table. */
const OPENING = '<!-- limits: written by adapters/profiles/policy-table.ts from profiles/qc/*.yaml -->';
const CLOSING = '<!-- end of limits -->';
/** Policies in the order of the page. */
const ORDER = ['default', 'strict', 'lenient'];

/** What is told of each rule, in words. */
const RULES: Readonly<Record<string, (policy: QcPolicy) => string>> = {
  'black picture': ({ black }) => `${durations(black)}; ${seconds(black.edgeMs)} excused at head and tail`,
  'standing picture': ({ freeze }) => durations(freeze),
  silence: ({ silence }) => `${durations(silence)} under ${silence.thresholdLufs} LUFS`,
  'integrated loudness': ({ loudness }) =>
    `${loudness.severity} beyond ${loudness.targetLufs} ± ${loudness.toleranceLu} LUFS`,
  'true peak': ({ loudness }) => `${loudness.truePeakSeverity} over ${loudness.maxTruePeakDbtp} dBTP`,
  'loudness range': ({ loudness }) => `${loudness.severity} over ${loudness.maxRangeLu} LU`,
  'levels outside legal range': ({ illegalLevels }) =>
    `${illegalLevels.severity} over ${illegalLevels.maxPermille} ‰ of a second`,
  'ends of sound and picture': ({ audioVideoLength }) =>
    `${audioVideoLength.severity} over ${audioVideoLength.maxMs} ms apart`,
  flashes: ({ flashes }) =>
    `${flashes.severity} over ${flashes.maxPerSecond} per second on ${flashes.minAreaPercent} % of the picture`,
  'decode errors': ({ decodeErrors }) => counts(decodeErrors),
  interlaced: ({ interlaced }) => interlaced,
  'black bars': ({ letterbox }) => letterbox,
  'no sound': ({ noAudio }) => noAudio,
};

const seconds = (ms: number): string => `${ms / 1000} s`;
const durations = ({ steps }: DurationRule): string =>
  steps.map(({ minMs, severity }) => `${severity} from ${seconds(minMs)}`).join(', ');
const counts = ({ steps }: CountRule): string =>
  steps.map(({ minCount, severity }) => `${severity} from ${minCount}`).join(', ');

/** Where each policy begins to find fault, as a Markdown table with a column for each policy. */
export function policyTable(policies: readonly QcPolicy[]): string {
  const heading = ['what is found', ...policies.map(({ name }) => `\`${name}\``)];
  const rows = Object.entries(RULES).map(([rule, told]) => [rule, ...policies.map(told)]);
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column]!.length)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [heading, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

/** The page with the table of the policies that are there. @throws {Error} when the page has no place for it */
export function withPolicyTable(page: string, policies: ReadonlyMap<string, QcPolicy>): string {
  const [from, to] = [page.indexOf(OPENING), page.indexOf(CLOSING)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the limits of the policies.`);
  const known = [...policies.values()].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  return `${page.slice(0, from + OPENING.length)}\n\n${policyTable(known)}\n\n${page.slice(to)}`;
}

/** Write the table into the page; with `--check` only compare. @returns exit code */
async function main(args: string[]): Promise<number> {
  const file = path.join(repositoryRoot(), PAGE);
  const page = await readFile(file, 'utf8');
  const current = withPolicyTable(page, loadQcPolicies(path.join(repositoryRoot(), 'profiles/qc')));
  if (args.includes('--check')) {
    if (page === current) return 0;
    process.stderr.write(`${PAGE} is not current. Write it anew: node dist/adapters/profiles/policy-table.js\n`);
    return 1;
  }
  await writeFile(file, current);
  return 0;
}

if (require.main === module)
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
