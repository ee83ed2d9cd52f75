import type { Feeds } from '../../adapters/postgres/feed-port';
import { type FeedProblem, FIXES } from '../../domain/feeds/check';
import { FEED_FORMATS, FEED_NAMES } from '../../domain/feeds/formats';
import { type Outcome, project } from '../../domain/feeds/project';
import { unwrapToken, wrapToken } from '../http/cursor';
import { listQuery, operation, pageOf, type Route, route } from '../http/operation';
import { z } from '../http/zod';
import { askedOf, feedQuery } from './query';

const Problem = z
  .object({
    at: z.string().openapi({ description: 'Where, in the words of the feed.' }),
    message: z.string(),
    fix: z.string().openapi({ description: 'What to do about it.' }),
  })
  .openapi('FeedProblem');

const Line = z
  .object({
    title_id: z.string(),
    external_id: z.string(),
    name: z.string(),
    kind: z.string(),
    state: z.enum(['listed', 'left_out', 'not_offered', 'not_carried']).openapi({
      description:
        '`left_out`: its receiver would refuse the entry. `not_offered`: nobody whom the feed is for may have the title. `not_carried`: the feed has no entries for its kind, or none for how it is sold.',
    }),
    opens_at: z.string().nullable().openapi({
      description: 'Of what is listed ahead of its opening: when it opens. Null when it is open, or not listed.',
    }),
    problems: z.array(Problem).openapi({ description: 'Why it is not listed.' }),
  })
  .openapi('FeedReportLine');

export const getFeedReport = operation({
  id: 'getFeedReport',
  method: 'get',
  path: '/v1/feeds/{name}/report',
  tag: 'Rights',
  summary: 'See what a feed lists and what it leaves out, and why',
  description:
    'Takes what the address of the feed takes (`/feeds/{name}.xml` or `.json`). A page holds what is found among `limit` titles that stand under no other, with all that stands under them.',
  scope: 'feeds:read',
  params: z.object({ name: z.enum(FEED_NAMES).openapi({ description: 'Kind of feed.' }) }),
  query: z.strictObject({ ...listQuery, ...feedQuery }),
  answer: { status: 200, schema: pageOf('FeedReport', Line), description: 'A page of titles.' },
  failures: ['cursor/invalid'],
});

export const FEED_OPERATIONS = [getFeedReport];

/** Reports on feeds, for those who can mend what is left out. */
export const feedReportRoutes = ({ feeds, publicUrl }: { feeds: Feeds; publicUrl: string }): Route[] => [
  route(getFeedReport, async ({ params, query, caller: { tenantId } }) => {
    const format = FEED_FORMATS.find(({ name }) => name === params.name)!;
    const { limit, cursor, ...address } = query;
    const scope = { list: getFeedReport.id, name: params.name, ...address };
    const provider = await feeds.provider(tenantId);
    const asked = askedOf(format, address, { tenantId, provider, publicUrl, at: new Date() });
    const after = unwrapToken(cursor, scope);
    const roots = await feeds.roots({ ...asked.query, all: true }, { after, limit });
    const last = roots.at(-1);
    return {
      body: {
        data: roots.flatMap((root) => project(format, root, asked.request)).map(lineOf),
        next_cursor: roots.length === limit && last ? wrapToken(last.id, scope) : null,
      },
    };
  }),
];

function lineOf(outcome: Outcome): z.input<typeof Line> {
  const { title } = outcome;
  const { locales, default_locale, original_language } = title.document;
  const told = [default_locale, original_language, ...Object.keys(locales)].flatMap((tag) =>
    tag === undefined ? [] : (locales[tag]?.title ?? []),
  );
  return {
    ...{ title_id: title.id, external_id: title.externalId, name: told[0] ?? title.externalId, kind: title.kind },
    state: STATES[outcome.state],
    opens_at:
      outcome.state === 'listed' && outcome.opensAt !== undefined ? new Date(outcome.opensAt).toISOString() : null,
    problems: problemsOf(outcome),
  };
}

const STATES: Readonly<Record<Outcome['state'], z.input<typeof Line>['state']>> = {
  ...{ listed: 'listed', 'left-out': 'left_out', 'not-offered': 'not_offered', 'not-carried': 'not_carried' },
};

function problemsOf(outcome: Outcome): FeedProblem[] {
  if (outcome.state === 'left-out') return outcome.problems;
  if (outcome.state !== 'not-offered') return [];
  return [{ at: outcome.code ?? 'parts', message: outcome.reason, fix: FIXES.rights }];
}
