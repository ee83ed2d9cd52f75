import type { FailureCode, HeadendError } from '../../domain/failures';
import { type Problem, problemOf } from '../http/problems';

/** Types of the DASH-IF licence request model (Guidelines for Security, chapter 40); the rest are problems of our own. */
const NO_PROOF = 'https://dashif.org/drm-problems/insufficient-proof-of-authorization';
const NOT_AUTHORIZED = 'https://dashif.org/drm-problems/not-authorized';

/** The problem that a refused licence request is for a player. */
export function licenceProblemOf(error: HeadendError, requestId: string): Problem {
  const problem = problemOf(error, requestId);
  return { ...problem, type: typeOf(error.code) ?? problem.type };
}

function typeOf(code: FailureCode): string | undefined {
  if (code.startsWith('licence/token-')) return NO_PROOF;
  return code.startsWith('licence/') && !code.startsWith('licence/challenge-') ? NOT_AUTHORIZED : undefined;
}
