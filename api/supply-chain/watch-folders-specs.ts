import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { ProblemView } from '../http/problem';
import { z } from '../http/zod';

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });

const settings = {
  profile: z.string().min(1).max(100).nullable().optional(),
  quality_policy: z.string().min(1).max(100).nullable().optional(),
  priority: z.int().min(1).max(5).optional(),
  stable_seconds: z
    .int()
    .min(5)
    .max(86_400)
    .optional()
    .openapi({ description: 'How long a file must not have changed before it is taken; 30 when left out.' }),
  enabled: z.boolean().optional(),
};

export const WatchFolderRequest = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens')
      .openapi({ description: 'Part of the prefix; it stays.', example: 'trailers' }),
    ...settings,
  })
  .openapi('WatchFolderRequest');

export const WatchFolderChange = z.strictObject(settings).openapi('WatchFolderChange');

export const WatchFolderView = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().openapi({ description: 'Where in the bucket files are dropped.' }),
    profile: z.string().nullable(),
    quality_policy: z.string().nullable(),
    priority: z.int(),
    stable_seconds: z.int(),
    enabled: z.boolean(),
    polled_at: instant.nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .openapi('WatchFolder');

export const WatchFileView = z
  .object({
    object_key: z.string(),
    bytes: z.int(),
    status: z.enum(['growing', 'ordered', 'refused', 'sidecar']).openapi({
      description: 'growing: not taken yet. ordered: a master that was ordered. sidecar: a file ordered beside one.',
    }),
    stable_since: instant,
    seen_at: instant,
    ingest_id: z.string().nullable(),
    problem: ProblemView.omit({ request_id: true }).openapi('OrderProblem').nullable(),
  })
  .openapi('WatchFile');

export const WatchFileRequest = z
  .strictObject({
    name: z.string().min(1).max(255).openapi({
      description:
        'Path within the folder, which tells what the file is: `film.mov`, `film.en.srt`, `season-1/e1.mov`.',
      example: 'film.mov',
    }),
    bytes: z.int().min(1).optional().openapi({ description: 'Its size, so that one too large is refused at once.' }),
  })
  .openapi('WatchFileRequest');

export const WatchFileAddress = z
  .object({
    object_key: z.string(),
    put_url: z.string().openapi({ description: 'Where the bytes go, in one PUT without an API key. Keep it secret.' }),
    expires_at: instant,
  })
  .openapi('WatchFileAddress');

const common = { tag: 'Watch folders' } as const;
const one = { ...common, params: IdParams } as const;
const ONE = '/v1/watch-folders/{id}';

export const createWatchFolder = operation({
  ...common,
  id: 'createWatchFolder',
  method: 'post',
  path: '/v1/watch-folders',
  summary: 'Watch a prefix of the bucket',
  description:
    'Files dropped under `prefix` are ordered once they have come to rest: `film.mov` with `film.en.srt`, `film.de.wav`, `film.jpg` and `film.json` beside it is one order of the `external_id` film.',
  scope: 'folders:write',
  body: WatchFolderRequest,
  answer: { status: 201, schema: WatchFolderView, description: 'The folder.', location: 'Path of the folder.' },
  failures: ['watch/name-taken', 'ingest/profile-unknown'],
});

export const listWatchFolders = operation({
  ...common,
  id: 'listWatchFolders',
  method: 'get',
  path: '/v1/watch-folders',
  summary: 'List watch folders, newest first',
  description: 'Each with the time of the last look into it.',
  scope: 'folders:read',
  query: z.strictObject(listQuery),
  answer: { status: 200, schema: pageOf('WatchFolderPage', WatchFolderView), description: 'A page of folders.' },
  failures: ['cursor/invalid'],
});

export const getWatchFolder = operation({
  ...one,
  id: 'getWatchFolder',
  method: 'get',
  path: ONE,
  summary: 'Read one watch folder',
  description: 'Its `ETag` is needed to change it.',
  scope: 'folders:read',
  conditional: true,
  answer: { status: 200, schema: WatchFolderView, description: 'The folder.' },
  failures: ['request/not-found'],
});

export const updateWatchFolder = operation({
  ...one,
  id: 'updateWatchFolder',
  method: 'patch',
  path: ONE,
  summary: 'Change a watch folder, or stop looking into it',
  description: 'What is left out stays. Orders already made are not touched.',
  scope: 'folders:write',
  conditional: true,
  body: WatchFolderChange,
  answer: { status: 200, schema: WatchFolderView, description: 'The folder, changed.' },
  failures: ['request/not-found', 'ingest/profile-unknown'],
});

export const deleteWatchFolder = operation({
  ...one,
  id: 'deleteWatchFolder',
  method: 'delete',
  path: ONE,
  summary: 'Forget a watch folder',
  description: 'Its files and ingests stay; what was ordered of it is forgotten.',
  scope: 'folders:write',
  conditional: true,
  answer: { status: 204, schema: NoContent, description: 'It is forgotten.' },
  failures: ['request/not-found'],
});

export const listWatchFiles = operation({
  ...one,
  id: 'listWatchFiles',
  method: 'get',
  path: `${ONE}/files`,
  summary: 'List the files of a watch folder, by key',
  description: 'Whether each was ordered, and why it was refused. A file that is replaced is ordered again.',
  scope: 'folders:read',
  query: z.strictObject({
    ...listQuery,
    status: z.enum(['growing', 'ordered', 'refused', 'sidecar']).optional(),
  }),
  answer: { status: 200, schema: pageOf('WatchFilePage', WatchFileView), description: 'A page of files.' },
  failures: ['request/not-found', 'cursor/invalid'],
});

export const createWatchFile = operation({
  ...one,
  id: 'createWatchFile',
  method: 'post',
  path: `${ONE}/files`,
  summary: 'Get an address to drop a file into a watch folder',
  description:
    'PUT up to 5 GB to `put_url`, within 12 hours. The file is in the folder once the PUT has ended, and is ordered once it rests; one of the same name is replaced. Nothing has to be completed.',
  scope: 'folders:write',
  body: WatchFileRequest,
  answer: { status: 201, schema: WatchFileAddress, description: 'The address.' },
  failures: ['request/not-found', 'watch/unknown-role', 'watch/unusable-name', 'master/too-large'],
});

/** Every operation on watch folders. */
export const WATCH_OPERATIONS = [
  createWatchFolder,
  listWatchFolders,
  getWatchFolder,
  updateWatchFolder,
  deleteWatchFolder,
  listWatchFiles,
  createWatchFile,
];
