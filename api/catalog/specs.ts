import { filterQuery, lookerQuery } from '../http/looker';
import { IdParams, listQuery, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { ARTWORK_OPERATIONS } from './artwork-specs';
import { ENTRY_OPERATIONS } from './entries-specs';
import { LAYOUT_OPERATIONS } from './layouts-specs';
import { RollbackRequest, TitleChange, TitleDetailView, TitleView } from './schemas';
import { searchTitles } from './search-specs';

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

export const listTitles = operation({
  id: 'listTitles',
  method: 'get',
  path: '/v1/titles',
  tag: 'Titles',
  summary: 'List titles',
  description:
    'With `published=true` the newest publication comes first, otherwise the newest title. Keys of viewers, and others with `territory`, see the catalogue of viewers: what is published and may be watched or had there now, entries without a parent unless `kind`, `parent_id` or `collection_id` says otherwise; a series, season or collection where something in it may. Such answers may be kept for as long as Cache-Control says, which never is longer than until the next change.',
  scope: 'titles:read',
  query: z.strictObject({
    ...listQuery,
    ...lookerQuery,
    ...filterQuery,
    parent_id: z.string().min(1).max(64).optional().openapi({ description: 'Its children, in their order.' }),
    collection_id: z.string().min(1).max(64).optional().openapi({ description: 'Its members, in their order.' }),
    published: flag.openapi({ type: 'boolean' }),
    q: z.string().min(1).max(200).optional().openapi({ description: 'Part of the name.' }),
  }),
  answer: { status: 200, schema: pageOf('TitlePage', TitleView), description: 'A page of titles.' },
  failures: ['cursor/invalid'],
});

export const getTitle = operation({
  id: 'getTitle',
  method: 'get',
  path: '/v1/titles/{id}',
  tag: 'Titles',
  summary: 'Read one title and its versions',
  description:
    'Versions come newest first; the one with state `current` is what plays. Keys of viewers, and others with `territory`, see it as viewers do, with `offer` saying whether it may be watched or had now.',
  scope: 'titles:read',
  params: IdParams,
  query: z.strictObject(lookerQuery),
  conditional: true,
  answer: { status: 200, schema: TitleDetailView, description: 'The title. Viewer keys see its current version only.' },
  failures: ['request/not-found'],
});

export const updateTitle = operation({
  id: 'updateTitle',
  method: 'patch',
  path: '/v1/titles/{id}',
  tag: 'Titles',
  summary: 'Change name or credit of a title',
  description: 'Its media stay as they are. A later order of the title sets both anew.',
  scope: 'titles:write',
  params: IdParams,
  body: TitleChange,
  conditional: true,
  audit: 'own',
  answer: { status: 200, schema: TitleDetailView, description: 'The title as it is now.' },
  failures: ['request/not-found'],
});

export const rollbackTitle = operation({
  id: 'rollbackTitle',
  method: 'post',
  path: '/v1/titles/{id}/rollback',
  tag: 'Titles',
  summary: 'Make an earlier version current again',
  description:
    'Moves one pointer, in a transaction with the audit entry. The version that was current stays for its grace time.',
  scope: 'titles:publish',
  audit: 'own',
  params: IdParams,
  body: RollbackRequest,
  answer: { status: 200, schema: TitleDetailView, description: 'The title with the version current.' },
  failures: ['request/not-found', 'title/version-unusable'],
});

/** Every operation of the slice. */
export const CATALOG_OPERATIONS = [
  listTitles,
  searchTitles,
  getTitle,
  updateTitle,
  rollbackTitle,
  ...ENTRY_OPERATIONS,
  ...ARTWORK_OPERATIONS,
  ...LAYOUT_OPERATIONS,
];
