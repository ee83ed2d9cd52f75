import type { FailureCode } from '../../domain/failures';
import type { OperationSpec } from './operation';

/** What any operation may answer, whatever it does. */
const EVERY: FailureCode[] = [
  'request/invalid',
  'auth/missing',
  'auth/invalid',
  'auth/forbidden',
  'auth/origin',
  'request/rate-limited',
  'database/unavailable',
  'internal/unexpected',
];

/** What any POST may answer besides. */
const EVERY_POST: FailureCode[] = [
  'idempotency/key-missing',
  'idempotency/key-invalid',
  'idempotency/in-flight',
  'idempotency/mismatch',
  'request/malformed',
  'request/too-large',
  'request/unsupported-media-type',
];

/** What any other request with a body may answer besides. */
const EVERY_BODY: FailureCode[] = ['request/malformed', 'request/too-large', 'request/unsupported-media-type'];

/** Codes an operation may answer with. */
export const failuresOf = (spec: OperationSpec): FailureCode[] => [
  ...new Set([
    ...spec.failures,
    ...(spec.method === 'post' ? EVERY_POST : []),
    ...(spec.method === 'put' || spec.method === 'patch' ? EVERY_BODY : []),
    ...(spec.conditional && spec.method !== 'get' ? CONDITIONAL : []),
    ...(spec.secret ? (['secrets/unreadable'] as const) : []),
    ...EVERY,
  ]),
];

/** What a change of a conditional resource may answer besides. */
const CONDITIONAL: FailureCode[] = ['precondition/required', 'precondition/failed'];
