import { createHash } from 'node:crypto';
import { formatOf } from '../../adapters/avails/reader';
import { writeWorkbook } from '../../adapters/avails/write-sheet';
import { writeXml } from '../../adapters/avails/write-xml';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { AvailsImports, ImportRecord } from '../../adapters/postgres/avails-port';
import { UpdateRefused, type WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError, isFailureCode, isHeadendError } from '../../domain/failures';
import {
  AVAILS_IMPORT,
  type AvailsDecision,
  type AvailsImportOrder,
  availsImportId,
  decideAvails,
} from '../../workflows/rights/contract';
import { SUPPLY_CHAIN_QUEUE } from '../../workflows/supply-chain/contract';
import { type CursorScope, readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import {
  AVAILS_TYPES,
  applyAvailsImport,
  createAvailsImport,
  discardAvailsImport,
  exportAvails,
  getAvailsImport,
  listAvailsChanges,
  listAvailsImports,
  listAvailsRows,
} from './avails-specs';
import { changeView, importView, rowView } from './avails-views';

export interface AvailsDeps {
  availsImports: AvailsImports;
  engine: WorkflowEngine;
  store: Pick<ObjectStore, 'put'>;
}

/** Windows given out in one document. */
const EXPORT_ROWS = 50_000;

/** Documents of avails of a tenant. */
export const availsRoutes = (deps: AvailsDeps): Route[] => [
  route(createAvailsImport, async ({ file = Buffer.alloc(0), query, caller }) => {
    const format = formatOf(file);
    await deps.engine.ping();
    const { dialect, zones = '', file_name: fileName, issued_at: issued } = query;
    const read = `${dialect} ${zones}`;
    const digest = createHash('sha256').update(read).update('\0').update(file).digest('hex');
    const objectKey = `avails/${caller.tenantId}/${digest}.${format}`;
    await deps.store.put(objectKey, file, { contentType: AVAILS_TYPES[format] });
    const { record } = await deps.availsImports.create({
      ...{ tenantId: caller.tenantId, actor: caller.label, digest, fileName, objectKey, bytes: file.length, dialect },
      zones: Object.fromEntries(zones.split(',').flatMap((pair) => (pair ? [pair.split('=')] : []))),
      issuedAt: issued ? new Date(issued) : new Date(),
    });
    if (record.status === 'received') await startAvailsImport(deps.engine, record);
    return { body: importView(record), location: `/v1/avails/${record.id}` };
  }),

  route(listAvailsImports, async ({ query, caller }) => {
    const scope = { list: listAvailsImports.id };
    const after = readCursor(query.cursor, scope);
    const { items, next } = await deps.availsImports.list({ tenantId: caller.tenantId, limit: query.limit, after });
    return { body: { data: items.map(importView), next_cursor: writeCursor(next, scope) } };
  }),

  route(exportAvails, async ({ query: { format, ...filter }, caller }) => {
    const rows = await deps.availsImports.current({ tenantId: caller.tenantId, ...filter, limit: EXPORT_ROWS + 1 });
    if (rows.length > EXPORT_ROWS)
      throw new HeadendError('avails/too-large', `There are more than ${EXPORT_ROWS} windows.`, {
        fix: 'Ask for the avails of one licensor or one ALID.',
      });
    const bytes = format === 'xml' ? Buffer.from(writeXml(rows)) : await writeWorkbook(rows);
    return { body: undefined, file: { type: AVAILS_TYPES[format], name: `avails.${format}`, bytes } };
  }),

  route(getAvailsImport, async ({ params, caller }) => ({ body: importView(await existing(deps, caller, params.id)) })),

  route(listAvailsRows, async ({ params, query: { limit, status, cursor }, caller }) => {
    const { id: importId } = await existing(deps, caller, params.id);
    const scope = { list: listAvailsRows.id, id: importId, status };
    const after = Number(unwrapToken(cursor, scope) ?? 0);
    const rows = await deps.availsImports.rows({ importId, status, after, limit: limit + 1 });
    return { body: { data: rows.slice(0, limit).map(rowView), next_cursor: nextOf(rows, limit, scope) } };
  }),

  route(listAvailsChanges, async ({ params, query: { limit, stage, cursor }, caller }) => {
    const { id: importId } = await existing(deps, caller, params.id);
    const scope = { list: listAvailsChanges.id, id: importId, stage };
    const after = Number(unwrapToken(cursor, scope) ?? 0);
    const changes = await deps.availsImports.changes({ importId, stage, after, limit: limit + 1 });
    return { body: { data: changes.slice(0, limit).map(changeView), next_cursor: nextOf(changes, limit, scope) } };
  }),

  route(applyAvailsImport, async ({ params, body, caller, requestKey }) =>
    decide(deps, caller, params.id, requestKey, { decision: 'apply', skipErrors: body.skip_errors }),
  ),

  route(discardAvailsImport, async ({ params, caller, requestKey }) =>
    decide(deps, caller, params.id, requestKey, { decision: 'discard', skipErrors: false }),
  ),
];

const nextOf = (rows: { position: number }[], limit: number, scope: CursorScope) =>
  wrapToken(rows.length > limit ? String(rows[limit - 1]?.position) : undefined, scope);

async function existing({ availsImports }: AvailsDeps, caller: Caller, id: string): Promise<ImportRecord> {
  const record = await availsImports.find(caller.tenantId, id);
  if (!record) throw new HeadendError('request/not-found', `There is no import of avails ${id}.`);
  return record;
}

async function decide(
  deps: AvailsDeps,
  caller: Caller,
  id: string,
  requestKey: string,
  word: Pick<AvailsDecision, 'decision' | 'skipErrors'>,
) {
  const record = await existing(deps, caller, id);
  if (record.status !== 'checked') throw new HeadendError('avails/not-checked', `The import is ${record.status}.`);
  const decision: AvailsDecision = { ...word, actor: caller.label };
  await deps.engine.update(availsImportId(id), decideAvails.name, decision, requestKey).catch((error: unknown) => {
    throw refusal(error);
  });
  return { body: importView(await existing(deps, caller, id)) };
}

function refusal(error: unknown): unknown {
  if (error instanceof UpdateRefused)
    return new HeadendError(isFailureCode(error.type) ? error.type : 'avails/not-checked', error.message);
  if (isHeadendError(error) && error.code === 'run/unknown')
    return new HeadendError('avails/not-checked', 'The run has ended.');
  return error;
}

/** Start the run of an import; nothing happens while it is under way. */
const startAvailsImport = (engine: WorkflowEngine, record: ImportRecord): Promise<void> =>
  engine.start({
    type: AVAILS_IMPORT,
    id: availsImportId(record.id),
    queue: SUPPLY_CHAIN_QUEUE,
    input: { importId: record.id } satisfies AvailsImportOrder,
    attributes: [{ name: 'TenantId', type: 'keyword', value: record.tenantId }],
    summary: `reads ${record.fileName ?? 'a document of avails'}`,
    details: `Avails \`${record.id}\` of ${record.bytes} bytes by ${record.createdBy}`,
    priority: 3,
    fairnessKey: record.tenantId,
  });

const AT_ONCE = 20;
/** A run that was started has read its document or is found under way after so long, milliseconds. */
const QUIET_MS = 15_000;

/** Starts the runs of imports whose API died between writing the row and starting the run. Call it every few seconds. */
export const lostAvailsImports =
  ({ availsImports, engine }: Pick<AvailsDeps, 'availsImports' | 'engine'>): (() => Promise<void>) =>
  async () => {
    for (const record of await availsImports.unread(new Date(Date.now() - QUIET_MS), AT_ONCE))
      await startAvailsImport(engine, record);
  };
