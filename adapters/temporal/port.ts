/** A value of a typed search attribute. */
export type AttributeValue = string | number | Date;

/** A search attribute: `keyword` for exact words, `int` for whole numbers. */
export interface SearchAttribute {
  name: string;
  type: 'keyword' | 'int' | 'datetime';
  value: AttributeValue;
}

export interface StartRequest {
  /** Workflow type name. */
  type: string;
  /** The business key; the same id while it runs is the same run. */
  id: string;
  queue: string;
  input: unknown;
  attributes: SearchAttribute[];
  /** One line and a Markdown text, shown in Temporal UI. */
  summary: string;
  details: string;
  /** 1 (first) to 5. */
  priority: number;
  /** Tenants share the queue fairly by this key. At most 64 bytes. */
  fairnessKey?: string;
  /** Name of a signal that the run is to get, be it new or under way. */
  signal?: string;
}

export type RunState =
  | 'running'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'terminated'
  | 'timed_out'
  | 'continued'
  | 'unknown';

/** One workflow run, as operators see it in a list. */
export interface RunSummary {
  id: string;
  runId: string;
  type: string;
  status: RunState;
  startedAt: Date;
  closedAt?: Date;
  /** Search attributes by name; the first value of each. */
  attributes: Record<string, string>;
}

/**
 * The workflow engine, as those who start and message workflows need it.
 *
 * Every method throws {HeadendError} `temporal/unavailable` (retryable) when the engine does not answer. Methods that speak
 * to one run throw `run/unknown` when there is no such run any more.
 */
export interface WorkflowEngine {
  /** Start a run; when one with the same id is under way, nothing happens. */
  start(request: StartRequest): Promise<void>;
  /** Ask for cancellation; the run ends by itself after cleaning up. Asking an ended run is no error. */
  cancel(workflowId: string): Promise<void>;
  query<Answer>(workflowId: string, name: string): Promise<Answer>;
  /**
   * Send an update and wait for its answer.
   *
   * @param updateId repeated with the same id, the update is done once
   * @throws {UpdateRefused} when the workflow's validator or handler refuses it
   */
  update<Answer>(workflowId: string, name: string, input: unknown, updateId?: string): Promise<Answer>;
  /** Undefined when the engine does not know the id. */
  describe(workflowId: string): Promise<RunSummary | undefined>;
  /** Runs of this namespace, newest first. `query` is a visibility query; `token` continues a list. */
  list(request: { query: string; limit: number; token?: string }): Promise<{ runs: RunSummary[]; token?: string }>;
  /** Does the engine answer for our namespace? */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The workflow said no to an update. The message is the workflow's own. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  constructor(
    message: string,
    /** `ApplicationFailure.type` of the refusal, a failure code of ours where it is one. */
    readonly type?: string,
  ) {
    super(message);
  }
}
