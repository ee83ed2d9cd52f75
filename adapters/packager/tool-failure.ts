import { HeadendError } from '../../domain/failures';

/** A tool's unsuccessful end as the house names it; anything else, cancellations too, stays what it is. */
export function packagerFailure(error: unknown): unknown {
  return isToolFailure(error) ? new HeadendError('package/failed', error.message, { cause: error }) : error;
}

/** The runner's ProcessFailed (adapters/process/port.ts), told by name so that it holds across module realms. */
export const isToolFailure = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'ProcessFailed';
