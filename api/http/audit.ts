import type { AuditRecord } from '../../adapters/postgres/port';
import type { Caller, OperationAnswer, OperationRequest, OperationSpec } from './operation';
import type { z } from './zod';

/** Where audit entries go. Of two with the same key only the first is kept. */
export interface AuditTrail {
  audit(entry: AuditRecord): Promise<void>;
}

type Noted = Pick<OperationRequest<undefined, undefined, undefined>, 'caller' | 'requestId' | 'requestKey'>;

/** `createApiKey` is `api_key.create` in the audit log. */
export function actionOf({ id }: Pick<OperationSpec, 'id'>): string {
  const [, verb = '', rest = ''] = /^([a-z]+)(.*)$/.exec(id) ?? [];
  const subject = rest.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return `${subject || 'api'}.${verb}`;
}

/** What every audit entry of a request tells beside its own. */
export const requestDetail = ({ caller, requestId }: Pick<Noted, 'caller' | 'requestId'>) => ({
  request_id: requestId,
  key_id: caller.id,
});

/** One entry per request, however often it is worked on again after a crash. */
export const auditKey = (caller: Caller, requestKey: string): string | undefined =>
  requestKey ? `${caller.tenantId} ${requestKey}` : undefined;

/**
 * Note a write after its success. When the note cannot be written, the request fails: its sender repeats it, the work is
 * found done, and the note is written then.
 */
export async function noteWrite(
  trail: AuditTrail,
  spec: OperationSpec,
  request: Noted & { params: unknown },
  answer: OperationAnswer<z.ZodType>,
): Promise<void> {
  if (spec.method === 'get' || spec.audit) return;
  const { caller, requestKey } = request;
  await trail.audit({
    tenantId: caller.tenantId,
    actor: caller.label,
    action: actionOf(spec),
    subject: subjectOf(request.params, answer),
    key: auditKey(caller, requestKey),
    detail: { ...requestDetail(request), operation: spec.id, result: spec.answer.status },
  });
}

function subjectOf(params: unknown, { subject, body }: OperationAnswer<z.ZodType>): string {
  const idOf = (value: unknown) => (value as { id?: unknown } | null | undefined)?.id;
  return String(subject ?? idOf(params) ?? idOf(body) ?? '');
}
