import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath, ToolNotFound } from './resolve';

const run = promisify(execFile);
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How to look for the browser. */
export interface ChromiumOptions {
  env?: NodeJS.ProcessEnv;
  /** False: look, but never install. */
  install?: boolean;
}

/**
 * The browser that the browser tests drive: CHROMIUM -> PATH -> `apt-get install -y chromium` when root.
 *
 * @returns its path
 * @throws {ToolNotFound} naming the ways to bring it
 */
export async function resolveChromium({ env = process.env, install = true }: ChromiumOptions = {}): Promise<string> {
  if (env.CHROMIUM) {
    if (await chromiumVersion(env.CHROMIUM)) return env.CHROMIUM;
    throw new ToolNotFound('chromium', `CHROMIUM=${env.CHROMIUM} does not lead to a working browser.`);
  }
  const found = await findOnPath(COMMANDS, env);
  if (found) return found;
  if (install && process.platform === 'linux' && process.getuid?.() === 0) await aptInstall(env);
  const installed = await findOnPath(COMMANDS, env);
  if (installed) return installed;
  throw new ToolNotFound(
    'chromium',
    'Chromium was not found; the browser tests need it. Set CHROMIUM to its path, put chromium on PATH, or as root: apt-get install -y chromium',
  );
}

/** What the browser says it is, such as `Chromium 140.0`; undefined when it does not run. */
export async function chromiumVersion(file: string): Promise<string | undefined> {
  const printed = await run(file, ['--version'], { timeout: 30_000 }).catch(() => undefined);
  return printed?.stdout.trim() || undefined;
}

async function aptInstall(env: NodeJS.ProcessEnv): Promise<void> {
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  try {
    await install().catch(async () => {
      await run('apt-get', ['update'], quiet);
      await install();
    });
  } catch {
    // Told by the caller, with every other way.
  }
}
