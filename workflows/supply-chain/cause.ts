import { ActivityFailure, ApplicationFailure, TemporalFailure } from '@temporalio/workflow';

/** The failure's code and words, from the outermost failure that carries them. */
export function causeOf(error: unknown): { code: string; reason: string } {
  let step: string | undefined;
  for (let at = error; at instanceof TemporalFailure; at = at.cause) {
    if (at instanceof ApplicationFailure) return { code: at.type ?? 'internal/unexpected', reason: at.message };
    if (at instanceof ActivityFailure) step = at.activityType;
  }
  const message = error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error);
  return { code: 'internal/unexpected', reason: step ? `${step}: ${message}` : message };
}
