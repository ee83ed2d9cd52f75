import { FAILURES } from '../../../domain/failures';
import type { Problem } from './types';

type FailureCode = keyof typeof FAILURES;

/** What went wrong, in the words of `domain/failures.ts`, whether the API said so or the browser found out. */
export class HeadendProblem extends Error {
  readonly code: string;
  readonly title: string;
  readonly fix: string;
  readonly who: string;
  readonly status: number;
  readonly fields: { field: string; message: string; code?: string; fix?: string }[];

  constructor(problem: Pick<Problem, 'code' | 'title' | 'detail' | 'fix' | 'status'> & Partial<Problem>) {
    super(problem.detail);
    this.code = problem.code;
    this.title = problem.title;
    this.fix = problem.fix;
    this.status = problem.status;
    this.who = FAILURES[problem.code as FailureCode]?.who ?? 'operator';
    this.fields = problem.errors ?? [];
  }

  /** A failure the browser saw itself. `detail` says what it was doing. */
  static of(code: FailureCode, detail: string): HeadendProblem {
    const { title, fix, status } = FAILURES[code];
    return new HeadendProblem({ code, title, fix, status, detail });
  }

  /** Any thrown thing as a problem. */
  static from(error: unknown): HeadendProblem {
    if (error instanceof HeadendProblem) return error;
    return HeadendProblem.of('client/unreachable', error instanceof Error ? error.message : String(error));
  }

  get retryable(): boolean {
    return FAILURES[this.code as FailureCode]?.retry ?? this.status >= 500;
  }
}
