import { setImmediate } from 'node:timers/promises';
import type { Feeds } from '../../adapters/postgres/feed-port';
import type { FeedFormat } from '../../domain/feeds/format';
import { project } from '../../domain/feeds/project';
import type { Asked } from './query';

/** Titles that stand under no other, read at once: so many that some 500 titles are in memory, with all that stands under them. */
const FIRST_PAGE = 50;
const LARGEST_PAGE = 250;
const TITLES = 500;
/** Other requests wait for no longer, milliseconds. */
const TURN_MS = 20;

/** The text of a feed, page by page: no more than one page of titles is in memory. */
export async function* feedText(format: FeedFormat, { request, query }: Asked, feeds: Feeds): AsyncGenerator<string> {
  yield format.head(request);
  let [separator, limit] = ['', FIRST_PAGE];
  for (let after: string | undefined, more = true; more; ) {
    const roots = await feeds.roots(query, { after, limit });
    let [page, titles, turn] = ['', 0, Date.now()];
    for (const root of roots) {
      for (const outcome of project(format, root, request)) {
        titles++;
        if (outcome.state !== 'listed') continue;
        page += separator + outcome.text;
        separator = format.separator;
      }
      if (Date.now() - turn < TURN_MS) continue;
      await setImmediate();
      turn = Date.now();
    }
    if (page) yield page;
    after = roots.at(-1)?.id;
    more = roots.length === limit;
    limit = Math.min(LARGEST_PAGE, Math.max(1, Math.round((limit * TITLES) / Math.max(1, titles))));
  }
  yield format.foot;
}
