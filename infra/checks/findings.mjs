import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { filesBelow } from '../run/hash.mjs';
import { prepare, root } from '../run/prepare.mjs';

const FOLDERS = ['domain', 'activities'];
const CODE = /'((?:video|audio|av|captions|artwork|inspect)\/[a-z0-9-]+)'/g;
/** Rules of the inspection name their code without its family: `picture('vfr', …)`, `finding('cut-short', …)`. */
const INSPECTION = 'domain/media/inspect-findings.ts';
const INSPECTION_CODE = /\b(?:picture|finding)\(\s*'([a-z0-9-]+)'/g;

/**
 * Every finding code in the sources is explained in domain/qc/codes.ts, which /docs/codes, studio and runbook read.
 * @throws {Error} naming those that are not
 */
export async function checkFindingCodes() {
  await prepare(['compile']);
  const require = createRequire(import.meta.url);
  const { FAILURES } = require(path.join(root, 'dist/domain/failures.js'));
  const { FINDING_CODES } = require(path.join(root, 'dist/domain/qc/codes.js'));
  const files = (await Promise.all(FOLDERS.map((folder) => filesBelow(root, folder)))).flat();
  const used = new Set();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const text = await readFile(path.join(root, file), 'utf8');
    for (const code of codesIn(text, file === INSPECTION)) used.add(code);
  }
  const unexplained = [...used].filter((code) => !(code in FINDING_CODES) && !(code in FAILURES));
  if (unexplained.length > 0) throw new Error(`Not explained in domain/qc/codes.ts: ${unexplained.sort().join(', ')}`);
  return `${used.size} codes`;
}

/** Finding codes that a source text names; media types such as `video/mp4` are none. */
export const codesIn = (text, inspection = false) => [
  ...[...text.matchAll(CODE)]
    .map(([, code]) => code)
    .filter((code) => !/^(video|audio)\/(mp4|mp2t|mp4a|webm|aac)$/.test(code)),
  ...(inspection ? [...text.matchAll(INSPECTION_CODE)].map(([, code]) => `inspect/${code}`) : []),
];
