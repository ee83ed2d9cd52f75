import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FIELDS } from './fields';
import type { Field } from './kinds';
import { repositoryRoot } from './root';

const OPENING = `# Configuration

Every process reads its configuration once, from environment variables, and refuses to start with a message that names
each wrong variable and its fix. \`npm start\` sets those that the parts of the local stack need to find each other (the
database, the object store, Temporal, ports); any other that you set yourself before it is taken, as in
\`PULL_ALLOW_PRIVATE=127.0.0.1:9000 npm start\`. docker compose and Kubernetes set them in their files. An empty variable
counts as absent.

This page is generated from \`adapters/environment/fields.ts\`; \`npm test\` checks that it is current. To write it anew:
\`npm run build && node dist/adapters/environment/document.js\`.
`;

/** docs/configuration.md as the fields make it. */
export function configurationPage(): string {
  const fields = Object.values(FIELDS) as Field<unknown>[];
  const groups = [...new Set(fields.map(({ group }) => group))];
  const sections = groups.map((group) =>
    section(
      group,
      fields.filter((field) => field.group === group),
    ),
  );
  return `${OPENING}\n${sections.join('\n')}`;
}

const HEADINGS = ['variable', 'type', 'default', 'unit', 'meaning'];

function section(group: string, fields: Field<unknown>[]): string {
  const rows = fields.map((field) => [
    `\`${field.env}\``,
    field.type,
    defaultOf(field),
    field.unit ?? '',
    meaning(field),
  ]);
  return `## ${group}\n\n${table([HEADINGS, ...rows])}`;
}

/** A Markdown table with aligned columns; the first row is the heading. */
function table(rows: string[][]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [heading = [], ...others] = rows;
  return [heading, widths.map((width) => '-'.repeat(width)), ...others].map(line).join('');
}

function defaultOf(field: Field<unknown>): string {
  if (field.required) return `required by ${field.required.join(' and ')}`;
  if (field.defaultText) return field.defaultText;
  return field.fallback === undefined ? '' : `\`${String(field.fallback)}\``;
}

const meaning = ({ comment, secret }: Field<unknown>): string => (secret ? `${comment} Secret.` : comment);

/** Write docs/configuration.md; with `--check` only compare. @returns exit code */
export async function main(args: string[]): Promise<number> {
  const file = path.join(repositoryRoot(), 'docs', 'configuration.md');
  const page = configurationPage();
  if (!args.includes('--check')) {
    await writeFile(file, page);
    return 0;
  }
  if ((await readFile(file, 'utf8').catch(() => '')) === page) return 0;
  console.error(
    'docs/configuration.md is not current. Write it anew: npm run build && node dist/adapters/environment/document.js',
  );
  return 1;
}

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
