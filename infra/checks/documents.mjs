import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run/prepare.mjs';
import { runProgram } from './program.mjs';

const run = promisify(execFile);

/** Committed files that a program writes; with `--check` it only compares. */
export const GENERATED = [
  { file: 'docs/configuration.md', program: 'dist/adapters/environment/document.js' },
  { file: 'docs/profiles.md', program: 'dist/adapters/profiles/policy-table.js' },
  { file: 'docs/runbook.md', program: 'infra/checks/runbook.mjs' },
  { file: 'api/openapi.json', program: 'infra/checks/openapi.mjs' },
  { file: 'api/client/schema.d.ts', program: 'infra/checks/client.mjs' },
];

/**
 * The committed file is what its program would write today.
 * @throws {Error} with what the program says
 */
export async function checkGenerated({ program }) {
  await runProgram([process.execPath, path.join(root, program), '--check']);
}

/**
 * Every relative link and anchor in README.md, CHANGELOG.md and docs/ leads to a committed file and heading.
 * @throws {Error} naming the broken ones
 */
export async function checkDocumentLinks() {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  const files = stdout.split('\0').filter(Boolean);
  const documents = files.filter((file) => file.endsWith('.md'));
  const texts = new Map();
  for (const file of documents) texts.set(file, await readFile(path.join(root, file), 'utf8'));
  const folders = new Set(files.flatMap(foldersOf));
  const broken = documents.flatMap((file) =>
    linksOf(texts.get(file))
      .filter((link) => !leadsSomewhere(file, link, { files, folders, texts }))
      .map((link) => `${file}: ${link}`),
  );
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return `${documents.length} documents`;
}

const foldersOf = (file) =>
  file
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/** Targets of the links and images of a Markdown text that stay inside the repository. Code is no link. */
export function linksOf(text) {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^(https?:|mailto:)/.test(link));
}

function leadsSomewhere(file, link, { files, folders, texts }) {
  const [target, anchor] = link.split('#');
  const where = target
    ? path.posix.normalize(path.posix.join(path.posix.dirname(file), target)).replace(/\/$/, '')
    : file;
  if (!files.includes(where) && !folders.has(where)) return false;
  return !anchor || !texts.has(where) || anchorsOf(texts.get(where)).includes(anchor);
}

/** The anchors that a Markdown text offers, as GitHub makes them from headings. */
export const anchorsOf = (text) =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
