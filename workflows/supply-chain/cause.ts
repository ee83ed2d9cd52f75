import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure } from '@temporalio/workflow';

/** The failure's code and words, from the innermost failure that carries one. */
export function causeOf(error: unknown): { code: string; reason: string } {
  for (let current = error; current instanceof Error; current = (current as { cause?: unknown }).cause as Error) {
    if (current instanceof ApplicationFailure)
      return { code: current.type ?? 'internal/unexpected', reason: current.message };
    if (!(current instanceof ActivityFailure || current instanceof ChildWorkflowFailure) && !('cause' in current))
      break;
  }
  return { code: 'internal/unexpected', reason: error instanceof Error ? error.message : String(error) };
}
