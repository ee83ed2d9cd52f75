import { ActivityFailure, ApplicationFailure, TemporalFailure } from '@temporalio/workflow';

/** The code and words of the outermost failure that carries a code; without one, the step that ended and how. */
export function causeOf(error: unknown): { code: string; reason: string } {
  let step = '';
  let words = error instanceof Error ? error.message : String(error);
  for (let at = error; at instanceof TemporalFailure; at = at.cause) {
    if (at instanceof ApplicationFailure) return { code: at.type ?? 'internal/unexpected', reason: at.message };
    if (at instanceof ActivityFailure) step = `${at.activityType}: `;
    words = at.message;
  }
  return { code: 'internal/unexpected', reason: step + words };
}
