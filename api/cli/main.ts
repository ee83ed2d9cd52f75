import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { repositoryRoot } from '../../adapters/environment/root';
import type { Role } from '../../adapters/postgres/port';
import { answerOf } from '../client/client';
import { ApiProblem, ApiUnreachable, HeadendClient, type Ingest } from './client';
import { findConnection, NoConnection } from './connection';
import { credentialsCommand } from './credentials-command';
import { follow, type IngestOptions, ingestFile, UsageError, uploadOnly } from './ingest-command';
import { keysCommand } from './keys-command';
import { rotateKekCommand } from './rotate-kek';
import { readSecret } from './secret-input';
import { createUploadMemory, uploadMemoryFolder } from './upload-memory';
import { type ListenOptions, listenToWebhooks } from './webhooks-listen';

interface Globals {
  dataDir?: string;
}

// npm runs scripts in the repository; INIT_CWD is where the person stood, and names files from.
if (process.env.INIT_CWD && process.cwd() === repositoryRoot()) process.chdir(process.env.INIT_CWD);

const program = new Command('headend')
  .description('Headend from the command line, through its public API.')
  .option('--data-dir <folder>', 'data folder of npm start, for its run.json; .headend of the repository when left out')
  .showHelpAfterError();

program
  .command('ingest')
  .argument('<file>', 'master file')
  .description('Upload a master and order its ingest.')
  .option('--title <text>', 'name of the title; the file name when left out')
  .option('--external-id <id>', 'your id of the title; the file name when left out')
  .option('--profile <name>', 'encode profile')
  .option('--policy <name>', 'quality policy')
  .option('--credit <text>', 'shown with the title')
  .option('--captions <language=file>', 'caption file, such as en=film.srt; may be given again', collect, [])
  .option('--poster <file>', 'poster: JPEG, PNG or WebP')
  .addOption(new Option('--priority <1-5>', '1 comes first').argParser(priority))
  .option('--watch', 'follow the ingest to its end')
  .action(async (file: string, options: IngestOptions) => {
    for (const each of [file, options.poster, ...options.captions.map((text) => text.split('=').slice(1).join('='))]) {
      if (each && !existsSync(each)) throw new UsageError(`There is no file ${each}.`);
    }
    const client = await connect('partner');
    process.exitCode = await ingestFile(client, file, options, process.stdout, memoryOf(client), givenGlobals());
  });

program
  .command('upload')
  .argument('<file>')
  .description('Upload a file and print the id for an order. Broken off, it goes on where it was when called again.')
  .action(async (file: string) => {
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
    const client = await connect('partner');
    process.exitCode = await uploadOnly(client, file, process.stdout, memoryOf(client));
  });

program
  .command('status')
  .argument('[ingest]', 'id of an ingest; the latest ones when left out')
  .description('Show one ingest, or the latest ones.')
  .option('--watch', 'follow it to its end')
  .option('--json', 'the answer of the API as it is')
  .action(async (id: string | undefined, options: { watch?: boolean; json?: boolean }) => {
    const client = await connect('partner');
    if (id && options.watch) process.exitCode = await follow(client, id, process.stdout);
    else {
      const found = id ? await client.ingest(id) : await answerOf(client.api.GET('/v1/ingests'));
      if (options.json) print(JSON.stringify(found, null, 2));
      else for (const ingest of 'data' in found ? found.data : [found]) print(lineOf(ingest));
    }
  });

program
  .command('cancel')
  .argument('<ingest>')
  .description('Cancel an ingest that is under way.')
  .action(async (id: string) => print(lineOf(await (await connect('partner')).cancel(id))));

program
  .command('retry')
  .argument('<ingest>')
  .description('Run a failed, rejected or cancelled ingest again.')
  .action(async (id: string) => print(lineOf(await (await connect('partner')).retry(id))));

program
  .command('webhooks')
  .description('Work with webhooks.')
  .command('listen')
  .description('Receive events here and print those whose signature is right, until Ctrl-C.')
  .addOption(new Option('--port <number>', 'port to receive on; a free one when left out').argParser(portNumber))
  .option('--events <list>', 'types or families, separated by commas, such as ingest.*,title.published', listOf)
  .option('--url <url>', 'address the stack reaches this receiver by, when it runs elsewhere')
  .option('--json', 'print the data of each event')
  .action(async (options: ListenOptions) => {
    const stop = new AbortController();
    const end = () => stop.abort();
    // The endpoint is taken away before the end.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM').once('SIGINT', end).once('SIGTERM', end);
    process.exitCode = await listenToWebhooks(await connect('partner'), options, process.stdout, stop.signal);
  });

const keys = keysCommand(() => connect('operator'), print);
keys.addCommand(rotateKekCommand(dataDir, print));
program.addCommand(keys);
program.addCommand(
  credentialsCommand(
    () => connect('partner'),
    (what) => readSecret(what, process.stdin, process.stderr),
    print,
  ),
);

function dataDir(): string {
  return program.opts<Globals>().dataDir ?? path.join(repositoryRoot(), '.headend');
}

async function connect(role: Role): Promise<HeadendClient> {
  return new HeadendClient({ ...(await findConnection({ dataDir: dataDir(), role })), patienceMs: 10_000 });
}

/** The global options as they were given, for a hint that names another command. */
function givenGlobals(): string {
  const { dataDir } = program.opts<Globals>();
  if (dataDir === undefined) return '';
  return `--data-dir ${/^[\w./~-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`} `;
}

const memoryOf = (client: HeadendClient) => createUploadMemory(uploadMemoryFolder(), client.resolve('/'));

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function listOf(text: string): string[] {
  return text.split(',').map((each) => each.trim());
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It is a port number.');
  return Number(text);
}

function priority(text: string): number {
  if (!/^[1-5]$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 5.');
  return Number(text);
}

const lineOf = ({ id, status, progress, stage, title, failure }: Ingest): string =>
  [id, status.padEnd(9), `${Math.floor(progress * 100)} %`.padStart(5), stage ?? '', title, failure?.code]
    .filter((part) => part !== undefined)
    .join('  ');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function explain(error: unknown): string {
  if (error instanceof ApiProblem) {
    const { code, detail, fix, errors } = error.problem;
    return [
      `${code}: ${detail}`,
      ...(errors ?? []).map((each) => `  ${each.field}: ${each.message}`),
      `  → ${fix}`,
    ].join('\n');
  }
  if (error instanceof ApiUnreachable) return `${error.message}\n  → Start it with npm start, or check HEADEND_API.`;
  if (error instanceof NoConnection || error instanceof UsageError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

// An ordinary exit, so that the terminal gets its cursor back.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
