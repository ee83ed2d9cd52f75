import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run/prepare.mjs';

const run = promisify(execFile);

/**
 * What must not stand in a committed file: `pattern` finds it, `why` says what is wrong with it. The patterns are put
 * together from parts so that this file does not find itself.
 */
const FORBIDDEN = [
  {
    why: 'a path of a home folder',
    pattern: new RegExp(`(?<![\\w.$}/-])/(?:${['home', 'Users'].join('|')})/(?!node/|headend\\b|you\\b)[a-z][\\w.-]*/`),
  },
  { why: "a path of root's home", pattern: new RegExp(`(?<![\\w.$}/-])/${'root'}/[\\w.]`) },
  { why: 'a private key', pattern: new RegExp(`-----BEGIN (?:[A-Z]+ )?${'PRIVATE'} KEY-----`) },
  { why: 'an AWS access key', pattern: new RegExp(`\\b${'AK'}${'IA'}[0-9A-Z]{16}\\b`) },
  { why: 'a Stripe key', pattern: new RegExp(`\\b[sr]k_${'live'}_[0-9A-Za-z]{16,}`) },
  { why: 'a GitHub token', pattern: /\bgh[pousr]_[0-9A-Za-z]{36}\b/ },
  { why: 'an API key of Headend', pattern: /\bhk_[0-9A-Za-z_-]{30,}/ },
  {
    why: 'a password in a URL',
    pattern:
      /\b(?:postgres(?:ql)?|https?|amqp|redis):\/\/[^\s:/@'"`]+:(?![$<{…*])[^\s:/@'"`$]{6,}@(?!127\.0\.0\.1|localhost)/,
  },
];
const PACKAGE_HOST = 'https://registry.npmjs.org/';

/**
 * No committed file holds a path of the machine it was written on or a secret.
 * @throws {Error} naming file, line and reason
 */
export async function checkCommittedText() {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const files = stdout.split('\0').filter((file) => file && file !== 'package-lock.json');
  const here = `${root}${path.sep}`;
  const found = [];
  for (const file of files) {
    const content = await readFile(path.join(root, file)).catch(() => undefined);
    if (!content || content.includes(0)) continue;
    for (const [index, line] of content.toString('utf8').split('\n').entries()) {
      const reasons = problemsOfLine(line, here);
      for (const why of reasons) found.push(`${file}:${index + 1}: ${why}`);
    }
  }
  if (found.length > 0) throw new Error(found.join('\n'));
  return `${files.length} files`;
}

/** The reasons why a line may not be committed. `here` is the folder of the checkout. */
export function problemsOfLine(line, here = `${root}${path.sep}`) {
  const reasons = FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(({ why }) => why);
  const machine = [here, `${os.homedir()}${path.sep}`].filter((folder) => folder.length > 2);
  if (machine.some((folder) => line.includes(folder))) reasons.push('a path of this machine');
  return [...new Set(reasons)];
}

/**
 * Every package of package-lock.json comes from the public registry and carries its hash.
 * @throws {Error} naming the packages
 */
export async function checkLockFile() {
  const { packages } = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const entries = Object.entries(packages).filter(([where, entry]) => where !== '' && !entry.link && !entry.inBundle);
  const wrong = entries
    .filter(([, entry]) => !entry.integrity || (entry.resolved && !entry.resolved.startsWith(PACKAGE_HOST)))
    .map(([where, entry]) => `${where}: ${entry.resolved ?? 'no address'}${entry.integrity ? '' : ', no integrity'}`);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return `${entries.length} packages`;
}
