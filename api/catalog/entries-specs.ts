import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';
import {
  DiffView,
  DraftChange,
  DraftView,
  GenreChange,
  GenreRequest,
  GenreView,
  MembersRequest,
  PersonChange,
  PersonRequest,
  PersonView,
  PublishRequest,
  RelatedView,
  ScheduleParams,
  ScheduleRequest,
  ScheduleView,
  SnapshotView,
  TitleRequest,
} from './entries-schemas';

const ONE = '/v1/titles/{id}';
const one = { tag: 'Titles', params: IdParams } as const;
const lists = { tag: 'Titles' } as const;
const listOf = <Item extends z.ZodType>(name: string, item: Item) => z.object({ data: z.array(item) }).openapi(name);
const titleLocation = 'Path of the title.';

export const createTitle = operation({
  id: 'createTitle',
  method: 'post',
  path: '/v1/titles',
  tag: 'Titles',
  summary: 'Make a title before its media',
  description:
    'A movie, series, season, episode, extra or collection. Movies, episodes and extras get their media from an ingest of the same `external_id`.',
  scope: 'titles:write',
  body: TitleRequest,
  audit: 'own',
  answer: { status: 201, schema: DraftView, description: 'Its draft.', location: titleLocation },
  failures: ['title/external-id-taken', 'title/parent-unfit'],
});

export const getTitleDraft = operation({
  ...one,
  id: 'getTitleDraft',
  method: 'get',
  path: `${ONE}/draft`,
  summary: 'Read the draft of a title, with what is to be mended',
  description: 'What editors work on and viewers never see. Its `ETag` is needed to change it.',
  scope: 'titles:write',
  conditional: true,
  answer: { status: 200, schema: DraftView, description: 'The draft.' },
  failures: ['request/not-found'],
});

export const updateTitleDraft = operation({
  ...one,
  id: 'updateTitleDraft',
  method: 'patch',
  path: `${ONE}/draft`,
  summary: 'Change the draft of a title',
  description:
    'The document is patched as in RFC 7396. Drafts may be as incomplete as they are: what is wrong is told in `issues`.',
  scope: 'titles:write',
  body: DraftChange,
  conditional: true,
  audit: 'own',
  answer: { status: 200, schema: DraftView, description: 'The draft as it is now.' },
  failures: ['request/not-found', 'title/parent-unfit'],
});

export const freezeTitle = operation({
  ...one,
  id: 'freezeTitle',
  method: 'post',
  path: `${ONE}/snapshots`,
  summary: 'Freeze the draft of a title',
  description: 'A snapshot never changes. The same draft again gives the same snapshot. Nothing is published by it.',
  scope: 'titles:write',
  audit: 'own',
  answer: { status: 201, schema: SnapshotView, description: 'The snapshot.' },
  failures: ['request/not-found'],
});

export const listTitleSnapshots = operation({
  ...one,
  id: 'listTitleSnapshots',
  method: 'get',
  path: `${ONE}/snapshots`,
  summary: 'Read the history of a title',
  description: 'Every snapshot, newest first.',
  scope: 'titles:write',
  answer: { status: 200, schema: listOf('TitleSnapshotList', SnapshotView), description: 'The snapshots.' },
  failures: ['request/not-found'],
});

export const diffTitle = operation({
  ...one,
  id: 'diffTitle',
  method: 'get',
  path: `${ONE}/diff`,
  summary: 'Compare two snapshots, or one with the draft',
  description: 'Places at which the documents differ. Lists are compared by their members, not by their order.',
  scope: 'titles:write',
  query: z.strictObject({
    from: z.coerce.number().int().min(1).refine(isCount, NO_COUNT).optional().openapi({
      description: 'Number of a snapshot; the newest when left out.',
    }),
    to: z.coerce
      .number()
      .int()
      .min(1)
      .refine(isCount, NO_COUNT)
      .optional()
      .openapi({ description: 'Another one; the draft when left out.' }),
  }),
  answer: { status: 200, schema: DiffView, description: 'The differences.' },
  failures: ['request/not-found'],
});

export const publishTitle = operation({
  ...one,
  id: 'publishTitle',
  method: 'post',
  path: `${ONE}/publish`,
  summary: 'Show a title to viewers',
  description:
    'Freezes the draft and points viewers at it, or at an earlier snapshot. It plays once it has media and its rights say so. From now on its media do not publish it by themselves.',
  scope: 'titles:publish',
  body: PublishRequest,
  audit: 'own',
  answer: { status: 200, schema: DraftView, description: 'The draft, published.' },
  failures: ['request/not-found', 'title/has-errors', 'precondition/failed'],
});

export const unpublishTitle = operation({
  ...one,
  id: 'unpublishTitle',
  method: 'post',
  path: `${ONE}/unpublish`,
  summary: 'Take a title down',
  description: 'Nobody finds it or begins to play it any more. Its media, snapshots and rights stay.',
  scope: 'titles:publish',
  audit: 'own',
  answer: { status: 200, schema: DraftView, description: 'The draft, unpublished.' },
  failures: ['request/not-found'],
});

export const listRelatedTitles = operation({
  ...one,
  id: 'listRelatedTitles',
  method: 'get',
  path: `${ONE}/children`,
  summary: 'List what stands under a title',
  description: 'Seasons, episodes and extras; of a collection its members. In order.',
  scope: 'titles:write',
  answer: { status: 200, schema: listOf('RelatedTitleList', RelatedView), description: 'The titles.' },
  failures: ['request/not-found'],
});

export const setCollectionMembers = operation({
  ...one,
  id: 'setCollectionMembers',
  method: 'put',
  path: `${ONE}/members`,
  summary: 'Set the members of a collection',
  description: 'In the order given; what is not named any more leaves the collection.',
  scope: 'titles:write',
  body: MembersRequest,
  audit: 'own',
  answer: { status: 200, schema: listOf('CollectionMembers', RelatedView), description: 'The members.' },
  failures: ['request/not-found', 'title/not-a-collection', 'title/member-unknown'],
});

export const scheduleTitle = operation({
  ...one,
  id: 'scheduleTitle',
  method: 'post',
  path: `${ONE}/schedules`,
  summary: 'Publish a title or take it down at an instant',
  description:
    'Done once, at or shortly after the instant. When it cannot be done, such as for errors in the draft, the schedule says so and is not tried again.',
  scope: 'titles:publish',
  body: ScheduleRequest,
  audit: 'own',
  answer: { status: 201, schema: ScheduleView, description: 'The schedule.' },
  failures: ['request/not-found'],
});

export const listTitleSchedules = operation({
  ...one,
  id: 'listTitleSchedules',
  method: 'get',
  path: `${ONE}/schedules`,
  summary: 'List the schedules of a title',
  description: 'The latest instant first, ended ones too, at most 100.',
  scope: 'titles:write',
  answer: { status: 200, schema: listOf('TitleScheduleList', ScheduleView), description: 'The schedules.' },
  failures: ['request/not-found'],
});

export const cancelTitleSchedule = operation({
  id: 'cancelTitleSchedule',
  method: 'delete',
  path: `${ONE}/schedules/{schedule_id}`,
  tag: 'Titles',
  params: ScheduleParams,
  summary: 'Cancel a schedule of a title',
  description: 'As long as it waits. Cancelled again it stays cancelled.',
  scope: 'titles:publish',
  audit: 'own',
  answer: { status: 204, schema: NoContent, description: 'It is cancelled.' },
  failures: ['request/not-found', 'title/schedule-over'],
});

export const listGenres = operation({
  ...lists,
  id: 'listGenres',
  method: 'get',
  path: '/v1/genres',
  summary: 'List genres',
  description: 'By key, with their names by locale.',
  scope: 'titles:read',
  answer: { status: 200, schema: listOf('GenreList', GenreView), description: 'All genres.' },
  failures: [],
});

export const createGenre = operation({
  ...lists,
  id: 'createGenre',
  method: 'post',
  path: '/v1/genres',
  summary: 'Make a genre',
  description: 'From the first genre on, documents that name others get a warning.',
  scope: 'titles:publish',
  body: GenreRequest,
  answer: { status: 201, schema: GenreView, description: 'The genre.' },
  failures: ['genre/key-taken'],
});

export const updateGenre = operation({
  ...one,
  id: 'updateGenre',
  method: 'patch',
  path: '/v1/genres/{id}',
  summary: 'Rename a genre',
  description: 'Its key stays, since documents name it by that.',
  scope: 'titles:publish',
  body: GenreChange,
  answer: { status: 200, schema: GenreView, description: 'The genre.' },
  failures: ['request/not-found'],
});

export const deleteGenre = operation({
  ...one,
  id: 'deleteGenre',
  method: 'delete',
  path: '/v1/genres/{id}',
  summary: 'Remove a genre',
  description: 'Documents that name it get a warning.',
  scope: 'titles:publish',
  answer: { status: 204, schema: NoContent, description: 'It is removed.' },
  failures: ['request/not-found'],
});

export const listPeople = operation({
  ...lists,
  id: 'listPeople',
  method: 'get',
  path: '/v1/people',
  summary: 'List people, newest first',
  description: 'Documents name them by `person_id`, so that one person is the same in all of them.',
  scope: 'titles:read',
  query: z.strictObject({
    ...listQuery,
    q: z.string().min(1).max(200).optional().openapi({ description: 'Part of the name.' }),
  }),
  answer: { status: 200, schema: pageOf('PersonPage', PersonView), description: 'A page of people.' },
  failures: ['cursor/invalid'],
});

export const createPerson = operation({
  ...lists,
  id: 'createPerson',
  method: 'post',
  path: '/v1/people',
  summary: 'Make a person',
  description: 'Two people may have one name.',
  scope: 'titles:write',
  body: PersonRequest,
  answer: { status: 201, schema: PersonView, description: 'The person.' },
  failures: [],
});

export const updatePerson = operation({
  ...one,
  id: 'updatePerson',
  method: 'patch',
  path: '/v1/people/{id}',
  summary: 'Change a person',
  description: 'Names in documents stay as they were written there.',
  scope: 'titles:write',
  body: PersonChange,
  answer: { status: 200, schema: PersonView, description: 'The person.' },
  failures: ['request/not-found'],
});

export const deletePerson = operation({
  ...one,
  id: 'deletePerson',
  method: 'delete',
  path: '/v1/people/{id}',
  summary: 'Remove a person',
  description: 'Documents keep the name.',
  scope: 'titles:write',
  answer: { status: 204, schema: NoContent, description: 'It is removed.' },
  failures: ['request/not-found'],
});

/** Every operation on drafts, snapshots, schedules and what documents name. */
export const ENTRY_OPERATIONS = [
  createTitle,
  getTitleDraft,
  updateTitleDraft,
  freezeTitle,
  listTitleSnapshots,
  diffTitle,
  publishTitle,
  unpublishTitle,
  listRelatedTitles,
  setCollectionMembers,
  scheduleTitle,
  listTitleSchedules,
  cancelTitleSchedule,
  listGenres,
  createGenre,
  updateGenre,
  deleteGenre,
  listPeople,
  createPerson,
  updatePerson,
  deletePerson,
];
