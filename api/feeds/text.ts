import type { Feeds } from '../../adapters/postgres/feed-port';
import type { FeedFormat } from '../../domain/feeds/format';
import { project } from '../../domain/feeds/project';
import type { Asked } from './query';

/** Titles that are read at once, each with what stands under it. */
const PAGE = 200;

/** The text of a feed, page by page: no more than one page of titles is in memory. */
export async function* feedText(format: FeedFormat, { request, query }: Asked, feeds: Feeds): AsyncGenerator<string> {
  yield format.head(request);
  let separator = '';
  for (let after: string | undefined, more = true; more; ) {
    const roots = await feeds.roots(query, { after, limit: PAGE });
    let page = '';
    for (const root of roots)
      for (const outcome of project(format, root, request)) {
        if (outcome.state !== 'listed') continue;
        page += separator + outcome.text;
        separator = format.separator;
      }
    if (page) yield page;
    after = roots.at(-1)?.id;
    more = roots.length === PAGE;
  }
  yield format.foot;
}
