import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import {
  AvailChangeView,
  AvailRowView,
  AvailsDecisionBody,
  AvailsExportQuery,
  AvailsImportView,
  AvailsUploadQuery,
} from './avails-schemas';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a document of avails may be sent as, and how large it may be. */
export const AVAILS_FILE = {
  types: ['application/xml', 'text/xml', XLSX, 'application/octet-stream'],
  bytes: 32 * 1024 * 1024,
} as const;
/** What avails are given out as. */
export const AVAILS_TYPES = { xml: 'application/xml', xlsx: XLSX } as const;

const common = { tag: 'Avails' } as const;

export const createAvailsImport = operation({
  ...common,
  id: 'createAvailsImport',
  method: 'post',
  path: '/v1/avails',
  summary: 'Send a document of avails',
  description:
    'MDDF Avails XML of version 2.2 to 2.7, or a workbook of the templates 1.7 to 1.9, as the body. It is read and checked, and what it would change is foreseen; nothing changes before somebody applies it. The same document again is the same import.',
  scope: 'avails:write',
  file: AVAILS_FILE,
  query: AvailsUploadQuery,
  answer: {
    status: 202,
    schema: AvailsImportView,
    description: 'The import; it is being read.',
    location: 'Path of the import.',
  },
  failures: ['avails/unknown-format', 'temporal/unavailable', 'store/unavailable'],
});

export const listAvailsImports = operation({
  ...common,
  id: 'listAvailsImports',
  method: 'get',
  path: '/v1/avails',
  summary: 'List imports of avails, newest first',
  description: 'Each with how many rows it has, what was found and what it changes.',
  scope: 'avails:read',
  query: z.strictObject(listQuery),
  answer: { status: 200, schema: pageOf('AvailsImportPage', AvailsImportView), description: 'A page of imports.' },
  failures: ['cursor/invalid'],
});

export const exportAvails = operation({
  ...common,
  id: 'exportAvails',
  method: 'get',
  path: '/v1/avails-export',
  summary: 'Get the avails in force as a document',
  description:
    'Every window in force that came by avails, at most 50,000, as MDDF Avails 2.7 or as a workbook of the template 1.9. It reads back to the same rows; instants are in UTC.',
  scope: 'avails:read',
  query: AvailsExportQuery,
  answer: {
    status: 200,
    schema: NoContent,
    description: 'The document.',
    files: Object.values(AVAILS_TYPES),
  },
  failures: ['avails/too-large'],
});

export const getAvailsImport = operation({
  ...common,
  id: 'getAvailsImport',
  method: 'get',
  path: '/v1/avails/{id}',
  summary: 'Read one import of avails',
  description: '`planned` tells what it would change, `applied` what it has changed.',
  scope: 'avails:read',
  params: IdParams,
  answer: { status: 200, schema: AvailsImportView, description: 'The import.' },
  failures: ['request/not-found'],
});

export const listAvailsRows = operation({
  ...common,
  id: 'listAvailsRows',
  method: 'get',
  path: '/v1/avails/{id}/rows',
  summary: 'List the rows of an import, in the order of its document',
  description: 'Each with what was found: code, cell or line, and what mends it.',
  scope: 'avails:read',
  params: IdParams,
  query: z.strictObject({ ...listQuery, status: z.enum(['ok', 'error', 'applied', 'left-out']).optional() }),
  answer: { status: 200, schema: pageOf('AvailRowPage', AvailRowView), description: 'A page of rows.' },
  failures: ['request/not-found', 'cursor/invalid'],
});

export const listAvailsChanges = operation({
  ...common,
  id: 'listAvailsChanges',
  method: 'get',
  path: '/v1/avails/{id}/changes',
  summary: 'List what an import changes',
  description:
    'Windows that it opens, moves, narrows or closes, with what they were and what they are. `planned` was foreseen when it was checked; `applied` was done.',
  scope: 'avails:read',
  params: IdParams,
  query: z.strictObject({ ...listQuery, stage: z.enum(['planned', 'applied']).default('planned') }),
  answer: { status: 200, schema: pageOf('AvailChangePage', AvailChangeView), description: 'A page of changes.' },
  failures: ['request/not-found', 'cursor/invalid'],
});

export const applyAvailsImport = operation({
  ...common,
  id: 'applyAvailsImport',
  method: 'post',
  path: '/v1/avails/{id}/apply',
  summary: 'Make windows as an import says',
  description:
    'All of it or nothing. A title is taken whole or left out: rows of a title of which one has an error are refused together.',
  scope: 'avails:decide',
  params: IdParams,
  body: AvailsDecisionBody,
  answer: { status: 202, schema: AvailsImportView, description: 'It is being applied.' },
  failures: ['request/not-found', 'avails/not-checked', 'avails/has-errors', 'temporal/unavailable'],
});

export const discardAvailsImport = operation({
  ...common,
  id: 'discardAvailsImport',
  method: 'post',
  path: '/v1/avails/{id}/discard',
  summary: 'End an import without a change',
  description: 'The same document may then be sent again.',
  scope: 'avails:decide',
  params: IdParams,
  answer: { status: 202, schema: AvailsImportView, description: 'It is being discarded.' },
  failures: ['request/not-found', 'avails/not-checked', 'temporal/unavailable'],
});

/** Every operation on avails. */
export const AVAILS_OPERATIONS = [
  createAvailsImport,
  listAvailsImports,
  exportAvails,
  getAvailsImport,
  listAvailsRows,
  listAvailsChanges,
  applyAvailsImport,
  discardAvailsImport,
];
