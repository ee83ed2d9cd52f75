import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { retryAfterMs } from '../../domain/announce/retry-ladder';
import { HeadendError } from '../../domain/failures';
import type { CdnPurge, PurgeMode } from './port';
import type { CdnSettings } from './settings';

/** A CDN that asks for a longer wait is asked again by the next try of the step, milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/** What became of one CDN's purge. */
export type PurgeResult = 'purged' | 'failed';

/**
 * {@link CdnPurge} by requests. All CDNs are told side by side, and one that fails holds up no other. Redirects are not followed:
 * a secret goes where it was meant to.
 *
 * @param counted told of each CDN's purge
 */
export function createCdnPurge(
  cdns: readonly CdnSettings[],
  counted: (cdn: string, result: PurgeResult) => void = () => undefined,
): CdnPurge {
  return {
    async purge(mediaTokens, mode) {
      const failures = await Promise.all(
        cdns.map(async (cdn) => {
          const failure = await purgeOne(cdn, mediaTokens, mode);
          counted(cdn.name, failure ? 'failed' : 'purged');
          return failure ? [`${cdn.name} ${failure}`] : [];
        }),
      );
      const told = failures.flat();
      if (told.length > 0) throw new HeadendError('cdn/purge-failed', `${told.join('; ')}.`);
      return cdns.map(({ name }) => name);
    },
  };
}

/** @returns why it failed, without anything secret; undefined when it is done */
async function purgeOne(
  cdn: CdnSettings,
  mediaTokens: readonly string[],
  mode: PurgeMode,
): Promise<string | undefined> {
  const secret = await secretHeaders(cdn.headersFile);
  if (!secret) return 'has a headers_file that cannot be read, or a line in it that is not `Name: value`';
  const items = mediaTokens.map((media) => cdn.item.replaceAll('{media}', media));
  for (let at = 0; at < items.length; at += cdn.batch) {
    const failure = await askUntilDone(cdn, requestOf(cdn, items.slice(at, at + cdn.batch), mode, secret));
    if (failure) return failure;
  }
  return undefined;
}

interface Prepared {
  url: string;
  headers: Record<string, string>;
  body?: string;
}

function requestOf(cdn: CdnSettings, items: string[], mode: PurgeMode, secret: Record<string, string>): Prepared {
  const word = cdn.words[mode];
  const [item = ''] = items;
  const shown = Object.entries(cdn.headers).map(([name, value]) => [name, value.replaceAll('{mode}', word)]);
  const given = Object.fromEntries(shown.filter(([, value]) => value !== ''));
  return {
    url: fill(cdn.url, { mode: encodeURIComponent(word), item: encodeURIComponent(item) }),
    headers: { ...(cdn.body ? { 'content-type': 'application/json' } : {}), ...given, ...secret },
    body: cdn.body && fill(cdn.body, { mode: word, item, items: JSON.stringify(items) }),
  };
}

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(mode|items?)\}/g, (all, name: string) => values[name] ?? all);

async function askUntilDone(cdn: CdnSettings, prepared: Prepared): Promise<string | undefined> {
  let backoffMs = cdn.backoffMs;
  for (let tried = 1; ; tried++) {
    const { failure, again, waitMs } = await ask(cdn, prepared);
    if (!failure || !again || tried >= cdn.tries) return failure;
    await wait(Math.min(LONGEST_WAIT_MS, waitMs ?? backoffMs * (0.5 + Math.random() / 2)));
    backoffMs *= 2;
  }
}

async function ask(
  { method, timeoutMs }: CdnSettings,
  { url, headers, body }: Prepared,
): Promise<{ failure?: string; again?: boolean; waitMs?: number }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: method as 'POST', headers: lowered(headers), body, signal });
    await answer.body.dump();
    const { statusCode: status } = answer;
    if (status >= 200 && status < 300) return {};
    const again = status === 408 || status === 429 || status >= 500;
    return {
      failure: `answered ${status}`,
      again,
      waitMs: retryAfterMs(answer.headers['retry-after']?.toString(), Date.now()),
    };
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: string };
    return { failure: `was not reached (${typeof code === 'string' ? code : name})`, again: true };
  }
}

/** Header names have no case: one that is given twice is sent once, the secret one. */
const lowered = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function secretHeaders(file: string | undefined): Promise<Record<string, string> | undefined> {
  if (!file) return {};
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const lines = text?.split(/\r?\n/).filter((line) => line.trim() && !line.startsWith('#'));
  const pairs = lines?.map((line) => /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e]+)$/.exec(line));
  if (!pairs || pairs.some((pair) => !pair)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}
