import { filterQuery, lookerQuery } from '../http/looker';
import { operation } from '../http/operation';
import { z } from '../http/zod';
import { TitleView } from './schemas';

const counts = z.record(z.string(), z.int());

export const SearchAnswer = z
  .object({
    data: z.array(TitleView),
    next_cursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
    total: z.int().openapi({ description: 'Entries found.' }),
    exact: z.boolean().openapi({ description: 'False: there may be more than `total`, which were not looked at.' }),
    facets: z
      .object({ kind: counts, genre: counts, decade: counts, language: counts })
      .openapi({ description: 'How many of those found have each value.' }),
  })
  .openapi('SearchAnswer');

export const searchTitles = operation({
  id: 'searchTitles',
  method: 'get',
  path: '/v1/search',
  tag: 'Titles',
  summary: 'Search the catalogue of viewers',
  description:
    'Every word counts, in any language of an entry, with or without accents; the last one may be unfinished. One typo is forgiven in words of five letters or more, two in words of nine or more; in an unfinished word where nothing is found otherwise. Of languages that write no spaces, parts of words are found. Only the first ten words count. Where nothing has every word, words are dropped from the end. Titles come before other texts, words as written before those with typos. Only what may be watched or had now is found. Keys that are not of viewers say where with `territory`; without, what is offered everywhere is found.',
  scope: 'titles:read',
  query: z.strictObject({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(100).default(20).openapi({ description: 'Items per page.' }),
    cursor: z.string().min(1).max(2000).optional().openapi({ description: '`next_cursor` of the page before.' }),
    ...lookerQuery,
    ...filterQuery,
  }),
  answer: { status: 200, schema: SearchAnswer, description: 'Entries found, the best first.' },
  failures: ['cursor/invalid'],
});
