import path from 'node:path';
import { apiProcess } from '../../infra/local/headend-processes';
import { LogFile } from '../../infra/local/log-file';
import { pickPorts, releasePorts } from '../../infra/local/ports';
import type { Stack } from '../../infra/local/stack';
import { Supervised } from '../../infra/local/supervised';
import type { Victims } from './killer';

/** A stack with a second API node beside its own. */
export interface TwoNodes extends Victims {
  /** Origins of both. */
  nodes: [string, string];
  stopSecond(): Promise<void>;
}

const NAME = 'api-2';

/** Start another API node on the database, the store and the engine of a stack. */
export async function withSecondNode(stack: Stack): Promise<TwoNodes> {
  const { dataDir, env } = stack;
  const { ports } = await pickPorts([{ name: NAME }], dataDir, {});
  const port = ports[NAME] as number;
  const spec = { ...apiProcess({ ...process.env, LOG_LEVEL: 'info', ...env }, port), name: NAME };
  const second = new Supervised(spec, new LogFile(path.join(dataDir, 'logs'), NAME), path.join(dataDir, 'pids'));
  await second.start();
  return {
    nodes: [stack.urls.api, `http://127.0.0.1:${port}`],
    get processes() {
      return [...stack.processes, { name: NAME, pid: second.pid, restarts: second.restarts }];
    },
    kill: (name, signal) => (name === NAME ? second.kill(signal) : stack.kill(name, signal)),
    async stopSecond() {
      await second.stop();
      releasePorts([port]);
    },
  };
}
