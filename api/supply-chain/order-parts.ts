import type { StandingTitle } from '../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { AUDIO_KINDS, describePart, isMeant, isText, mergeParts, partKey } from '../../domain/media/title-parts';
import type {
  BaseVersion,
  KeptPart,
  MasterSource,
  PartSource,
  SidecarOrder,
  VersionPart,
  VersionParts,
} from '../../workflows/supply-chain/contract';
import type { OrderBody } from './schemas';
import { type ResolvedSource, resolveSource, type SourceDeps } from './sources';

/** What an order comes to: every part with where it is had from. */
export interface OrderedParts {
  source: PartSource;
  sidecars: SidecarOrder[];
  /** The version that parts are taken over from. */
  base?: BaseVersion;
  delivered: ResolvedSource[];
}

interface Refusal {
  field: string;
  message: string;
}

/** Most bytes of JSON that a partner may have kept with an ingest, per field. */
const KEPT_BYTES = 10_000;

/** The parts of the version that an order stands on; undefined when it stands for itself. */
export function baseOf(
  body: OrderBody,
  title: StandingTitle | undefined,
): (BaseVersion & { parts: VersionParts }) | undefined {
  const { current } = title ?? {};
  const parts = current?.parts as VersionParts | undefined;
  if (!body.take_over || !current || parts?.format !== 1) return undefined;
  return { versionId: current.versionId, number: current.number, policy: parts.policy, parts };
}

/**
 * Find every part of an order, and take over from the title's current version what the order does not bring. All or nothing:
 * everything that is wrong is told at once, each by its field.
 *
 * @throws {HeadendError} `request/invalid`, `upload/…`, `source/…`, `ingest/part-gone`; with `errors` naming each field
 */
export async function orderedParts(
  body: OrderBody,
  title: StandingTitle | undefined,
  tenantId: string,
  deps: SourceDeps,
): Promise<OrderedParts> {
  const base = baseOf(body, title);
  refuse([...wrongFields(body), ...missing(body, title, base), ...wrongRemovals(body, base)]);
  const kept = base ? keptSidecars(base.parts) : [];
  const [master, ...sidecars] = await all([
    async () => (body.source ? resolveSource(body.source, tenantId, 'source', deps) : undefined),
    ...body.sidecars.map(
      ({ source }, at) =>
        () =>
          resolveSource(source, tenantId, `sidecars.${at}.source`, deps),
    ),
  ]);
  const delivered = sidecars as ResolvedSource[];
  const orders = body.sidecars.map((sidecar, at) => sidecarOrder(sidecar, (delivered[at] as ResolvedSource).source));
  const source = master ? master.source : keptMaster((base as { parts: VersionParts }).parts);
  const merged = mergeParts(kept, orders, body.remove);
  await stillThere([source, ...merged.map((part) => part.source)], deps);
  return {
    source,
    sidecars: merged,
    base: base && { versionId: base.versionId, number: base.number, policy: base.policy },
    delivered: [...(master ? [master] : []), ...delivered],
  };
}

const keptMaster = ({ master }: VersionParts): KeptPart => {
  const { objectKey, bytes, sha256, ingestId, masterId, fileName } = master;
  return { kind: 'kept', objectKey, bytes, sha256, ingestId, masterId, fileName };
};

const keptSidecars = ({ sidecars }: VersionParts): SidecarOrder[] =>
  sidecars.map(({ objectKey, bytes, sha256, ingestId, sound, ...about }: VersionPart) => ({
    ...about,
    source: { kind: 'kept', objectKey, bytes, sha256, ingestId, sound },
  }));

const sidecarOrder = (
  { role, kind, language, label }: OrderBody['sidecars'][number],
  source: MasterSource,
): SidecarOrder => ({
  role,
  kind,
  source,
  language,
  label,
  fileName: source.fileName,
});

/** Wait for all of them; when any is refused, the first one's code tells the order, and `errors` names every one. */
async function all<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const results = await Promise.allSettled(works.map((work) => work()));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const unexpected = reasons.find((reason) => !isHeadendError(reason) || reason.failure.status >= 500);
  if (unexpected) throw unexpected;
  const [first, ...more] = reasons as HeadendError[];
  if (first && more.length === 0) throw first;
  if (first) {
    const errors = [first, ...more].flatMap(told);
    throw new HeadendError(first.code, `${errors.length} parts of the order are refused: ${sentence(errors)}`, {
      errors,
    });
  }
  return results.map((result) => (result as PromiseFulfilledResult<T>).value);
}

const told = ({ message, context }: HeadendError): Refusal[] =>
  context.errors ?? [{ field: context.field ?? '', message }];

const sentence = (errors: Refusal[]): string => errors.map(({ field, message }) => `${field} ${message}`).join('; ');

/** What was taken over is there before the order is taken, so that no run starts in vain. */
async function stillThere(sources: PartSource[], { store }: SourceDeps): Promise<void> {
  for (const source of sources) {
    if (source.kind !== 'kept' || (await store.find(source.objectKey))) continue;
    const field = source.masterId ? 'source' : 'sidecars';
    throw new HeadendError('ingest/part-gone', 'A part of the current version is not kept any more.', { field });
  }
}

/** What one field's schema cannot say. */
function wrongFields(body: OrderBody): Refusal[] {
  const seen = new Set<string>();
  const errors = body.sidecars.flatMap((sidecar, at): Refusal[] => {
    const { role, language, kind } = sidecar;
    const found: Refusal[] = [];
    const wrong = (field: string, message: string) => found.push({ field: `sidecars.${at}${field}`, message });
    if ((isText(role) || role === 'audio') && !language)
      wrong('.language', `is required for ${isText(role) ? 'text' : role}`);
    if (kind !== undefined && role === 'audio' && !AUDIO_KINDS.some((known) => known === kind))
      wrong('.kind', `is none of ${AUDIO_KINDS.join(', ')}`);
    if (kind !== undefined && role !== 'audio' && role !== 'artwork')
      wrong('.kind', 'goes with audio and artwork only');
    const key = partKey(sidecar);
    if (seen.has(key)) wrong('', `is the second ${describePart(sidecar)} of the order`);
    seen.add(key);
    return found;
  });
  for (const field of ['passthrough', 'rights'] as const) {
    const bytes = Buffer.byteLength(JSON.stringify(body[field] ?? null));
    if (bytes > KEPT_BYTES) errors.push({ field, message: 'is larger than 10 kB' });
  }
  if (body.checksum && !body.source)
    errors.push({ field: 'checksum', message: 'is of a source, and the order has none' });
  return errors;
}

/** What only an update may leave out. */
function missing(body: OrderBody, title: StandingTitle | undefined, base: object | undefined): Refusal[] {
  const errors: Refusal[] = [];
  if (body.title === undefined && !title) errors.push({ field: 'title', message: 'is required for a new title' });
  if (!body.source && !base) {
    const why = !title?.current
      ? 'the title has no published version to take it from'
      : body.take_over
        ? `it was not kept what version ${title.current.number} was made of`
        : 'nothing is taken over';
    errors.push({ field: 'source', message: `is required: ${why}` });
  }
  return errors;
}

function wrongRemovals({ remove }: OrderBody, base: { number: number; parts: VersionParts } | undefined): Refusal[] {
  return remove.flatMap((removal, at) => {
    if (base?.parts.sidecars.some((part) => isMeant(removal, part))) return [];
    const message = base ? `names no part of version ${base.number}` : 'is of no use: nothing is taken over';
    return [{ field: `remove.${at}`, message }];
  });
}

function refuse(errors: Refusal[]): void {
  if (errors.length === 0) return;
  throw new HeadendError('request/invalid', `The body has a wrong field: ${sentence(errors)}.`, { errors });
}
