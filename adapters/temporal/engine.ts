import { readFile } from 'node:fs/promises';
import { Client, Connection, isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  defineSearchAttributeKey,
  type SearchAttributePair,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/common';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { type SearchAttribute, type StartRequest, UpdateRefused, type WorkflowEngine } from './port';
import { isTrouble } from './trouble';
import { summaryOf, VISIBILITY_STATES } from './visibility';

/** How to reach Temporal. */
export interface TemporalOptions {
  /** `host:port` of the frontend. */
  address: string;
  namespace: string;
  /** Paths of PEM files for mTLS. */
  tls?: { cert: string; key: string };
  /** Temporal Cloud; switches TLS on. */
  apiKey?: string;
  /** Shown in histories as the sender. */
  identity?: string;
}

/** Longest wait for one call, milliseconds; an update that is under way waits longer, see {@link UPDATE_TIMEOUT_MS}. */
const CALL_TIMEOUT_MS = 10_000;
const UPDATE_TIMEOUT_MS = 20_000;
/** An engine that answered within so many milliseconds is not asked again whether it is there. */
const FRESH_MS = 1_000;

/** Connection options of the SDK, for clients and workers alike. Reads the PEM files. */
export async function connectionOptions({ address, tls, apiKey }: TemporalOptions) {
  if (!tls) return { address, apiKey, tls: apiKey ? true : undefined };
  const [crt, key] = await Promise.all([readFile(tls.cert), readFile(tls.key)]);
  return { address, apiKey, tls: { clientCertPair: { crt, key } } };
}

/** {@link WorkflowEngine} over Temporal. Connects when first used, so that the API starts while Temporal is away. */
export async function connectTemporal(options: TemporalOptions): Promise<WorkflowEngine> {
  const connection = Connection.lazy(await connectionOptions(options));
  const client = new Client({ connection, namespace: options.namespace, identity: options.identity });
  return temporalEngine(client);
}

/** {@link WorkflowEngine} over a client of the SDK. */
export function temporalEngine(client: Client): WorkflowEngine {
  const { connection, workflow, options } = client;
  let answeredAt = 0;
  const call = <T>(work: () => Promise<T>, ms = CALL_TIMEOUT_MS) =>
    translated(async () => {
      const result = await connection.withDeadline(Date.now() + ms, work);
      answeredAt = Date.now();
      return result;
    });
  return {
    start: (request) => call(() => start(client, request)),
    cancel: (id) => call(() => cancel(client, id)),
    query: (id, name) => call(() => workflow.getHandle(id).query(name)),
    update: (id, name, input, updateId) =>
      call(() => workflow.getHandle(id).executeUpdate(name, { args: [input], updateId }), UPDATE_TIMEOUT_MS),
    describe: (id) => call(() => describe(client, id)),
    list: ({ query, limit, token }) =>
      call(async () => {
        const page = await connection.workflowService
          .listWorkflowExecutions({
            namespace: options.namespace,
            query,
            pageSize: limit,
            nextPageToken: token ? Buffer.from(token, 'base64url') : undefined,
          })
          .catch((error: unknown) => {
            throw token && isGrpcServiceError(error) && error.code === INVALID_ARGUMENT ? staleToken(error) : error;
          });
        const rest = Buffer.from(page.nextPageToken ?? []).toString('base64url');
        return { runs: (page.executions ?? []).map(summaryOf), token: rest || undefined };
      }),
    ping: async () => {
      if (Date.now() - answeredAt < FRESH_MS) return;
      await call(() => connection.workflowService.describeNamespace({ namespace: options.namespace }), 3_000);
    },
    close: async () => {
      await (connection as Connection).close();
    },
  };
}

const INVALID_ARGUMENT = 3;

const staleToken = (cause: unknown) =>
  new HeadendError('cursor/invalid', 'The workflow engine does not know the cursor.', { field: 'cursor', cause });

async function start({ workflow }: Client, request: StartRequest): Promise<void> {
  const options = {
    workflowId: request.id,
    taskQueue: request.queue,
    args: [request.input],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    typedSearchAttributes: request.attributes.map(typed),
    staticSummary: request.summary,
    staticDetails: request.details,
    priority: { priorityKey: request.priority, fairnessKey: request.fairnessKey?.slice(0, 64) },
  };
  const { type, signal } = request;
  await (signal ? workflow.signalWithStart(type, { ...options, signal }) : workflow.start(type, options));
}

async function cancel({ workflow }: Client, id: string): Promise<void> {
  await workflow
    .getHandle(id)
    .cancel()
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
}

async function describe({ workflow }: Client, id: string) {
  try {
    const { raw, runId } = await workflow.getHandle(id).describe();
    const info = raw.workflowExecutionInfo;
    return info ? { ...summaryOf(info), id, runId } : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function typed({ name, type, value }: SearchAttribute): SearchAttributePair {
  switch (type) {
    case 'int':
      return { key: defineSearchAttributeKey(name, 'INT'), value: Number(value) };
    case 'datetime':
      return { key: defineSearchAttributeKey(name, 'DATETIME'), value: new Date(value) };
    default:
      return { key: defineSearchAttributeKey(name, 'KEYWORD'), value: String(value) };
  }
}

/** A visibility query that is true for runs in a state of ours. */
export const statusQuery = (state: string): string => `ExecutionStatus = '${VISIBILITY_STATES[state] ?? 'Running'}'`;

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isHeadendError(error)) throw error;
    if (error instanceof WorkflowNotFoundError) {
      throw new HeadendError('run/unknown', `The workflow engine does not know ${error.workflowId}.`, { cause: error });
    }
    if (error instanceof WorkflowUpdateFailedError) {
      const { cause } = error;
      // A handler that awaits a step passes the step's own refusal on.
      const said = cause instanceof ActivityFailure ? cause.cause : cause;
      const refusal = said instanceof ApplicationFailure ? said : undefined;
      throw new UpdateRefused(refusal?.message ?? cause?.message ?? error.message, refusal?.type ?? undefined);
    }
    if (isTrouble(error)) {
      throw new HeadendError('temporal/unavailable', 'The workflow engine did not answer.', { cause: error });
    }
    throw error;
  }
}
