import { isStopped, sendBytes } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { Ingest, IngestOrder, Upload } from '../../shared/api/types';
import { type Delivery, sidecarsOf } from './delivery';
import { operator } from './queries';
import { Speedometer, Transfer } from './transfer';
import { forget, remember, uploadOf } from './unfinished';

/** Which file is under way, how far, and how fast. */
export interface UploadProgress {
  file: string;
  index: number;
  count: number;
  /** Of this file, 0..1. */
  share: number;
  sent: number;
  bytes: number;
  /** Bytes per second; undefined until it is known. */
  rate?: number | undefined;
  /** True while the last try failed and the next one waits. */
  waiting?: boolean;
}

type Report = (progress: Pick<UploadProgress, 'share' | 'sent' | 'bytes' | 'rate' | 'waiting'>) => void;

/** Files above this go in parts. */
const ONE_REQUEST = 16 * 1024 * 1024;
const PARALLEL = 4;
const URLS_PER_CALL = 100;
const TRIES = 12;
const REST_MS = [500, 1000, 2000, 4000, 8000];

/**
 * Send every file that is not there yet, then order the ingest.
 * @throws HeadendProblem
 */
export async function deliver(
  delivery: Delivery,
  onProgress: (progress: UploadProgress) => void,
  transfer: Transfer,
): Promise<Ingest> {
  const parts = sidecarsOf(delivery);
  const count = parts.length + (delivery.master ? 1 : 0);
  let index = -1;
  const next = (file: File) => {
    index += 1;
    const at = index;
    return send(file, (part) => onProgress({ file: file.name, index: at, count, ...part }), transfer);
  };
  const source = delivery.master && (await next(delivery.master));
  const sidecars: NonNullable<IngestOrder['sidecars']> = [];
  for (const { file, order } of parts) sidecars.push({ ...order, source: await next(file) });
  const ingest = await operator.order({
    external_id: delivery.externalId.trim(),
    ...(delivery.title.trim() ? { title: delivery.title.trim() } : {}),
    ...(source ? { source } : {}),
    ...(delivery.profile ? { profile: delivery.profile } : {}),
    ...(delivery.policy ? { quality_policy: delivery.policy } : {}),
    priority: delivery.priority,
    sidecars,
  });
  for (const each of [source, ...sidecars.map((sidecar) => sidecar.source)])
    if (each && 'upload_id' in each) forget(each.upload_id);
  return ingest;
}

/**
 * Send one file to the object store, from where an earlier try ended.
 * @returns the source that names it in an order or a decision
 * @throws HeadendProblem
 */
export async function send(
  file: File,
  onProgress: Report,
  transfer: Transfer = new Transfer(),
): Promise<{ upload_id: string }> {
  const report = metered(file, onProgress);
  report(0);
  const upload = await opened(file, transfer);
  if (upload.status !== 'uploaded' && upload.status !== 'ingested') {
    if (upload.protocol === 'multipart') await inParts(file, upload, report, transfer);
    else await atOnce(file, upload, report, transfer);
  }
  report(file.size);
  return { upload_id: upload.id };
}

type Meter = (sent: number, waiting?: boolean) => void;

function metered(file: File, onProgress: Report): Meter {
  const speed = new Speedometer();
  return (sent, waiting = false) =>
    onProgress({
      sent,
      waiting,
      bytes: file.size,
      share: file.size > 0 ? Math.min(1, sent / file.size) : 1,
      rate: speed.rate(sent),
    });
}

/** The upload of an earlier try, where it can still be used; else a new one. */
async function opened(file: File, transfer: Transfer): Promise<Upload> {
  const known = uploadOf(file);
  if (known) {
    const upload = await patiently(transfer, () => operator.uploadById(known, transfer.signal)).catch((error) => {
      if (HeadendProblem.from(error).status !== 404 || isStopped(error)) throw error;
      return undefined;
    });
    if (upload && ['waiting', 'uploading', 'uploaded'].includes(upload.status)) return upload;
    forget(known);
  }
  const multipart = file.size > ONE_REQUEST;
  const upload = await patiently(transfer, () =>
    operator.upload(
      {
        file_name: file.name,
        bytes: file.size,
        ...(file.type ? { content_type: file.type } : {}),
        protocol: multipart ? 'multipart' : 'single',
      },
      transfer.signal,
    ),
  );
  remember(file, upload.id);
  return upload;
}

async function atOnce(file: File, upload: Upload, report: Meter, transfer: Transfer): Promise<void> {
  const url = upload.upload_url;
  if (!url) throw HeadendProblem.of('upload/ended', `The upload of ${file.name} takes no more bytes.`);
  await patiently(
    transfer,
    () => sendBytes(url, file, report, transfer.line),
    () => report(0, true),
  );
  await patiently(transfer, () => operator.completeUpload(upload.id, transfer.signal));
}

/** Presigned parts, four at a time, each tried again by itself. */
async function inParts(file: File, upload: Upload, report: Meter, transfer: Transfer): Promise<void> {
  const { data: received, part_bytes } = await patiently(transfer, () =>
    operator.uploadParts(upload.id, transfer.signal),
  );
  const there = new Map(received.map(({ number, bytes }) => [number, bytes]));
  const total = Math.ceil(file.size / part_bytes);
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter((number) => !there.has(number));
  const sum = (waiting?: boolean) =>
    report(
      [...there.values()].reduce((all, bytes) => all + bytes, 0),
      waiting,
    );
  const addresses = new Addresses(upload.id, total, transfer);
  sum();
  const work = async () => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const part = number;
      const body = file.slice((part - 1) * part_bytes, part * part_bytes);
      const again = () => {
        there.delete(part);
        addresses.drop(part);
        sum(true);
      };
      await patiently(transfer, () => sendPart(part, body), again);
      there.set(part, body.size);
      sum();
    }
  };
  const sendPart = async (part: number, body: Blob) => {
    const progress = (bytes: number) => {
      there.set(part, bytes);
      sum();
    };
    return sendBytes(await addresses.of(part), body, progress, transfer.line);
  };
  const worker = () =>
    work().catch((error) => {
      // One part that cannot be sent ends it: the others need not begin.
      missing.length = 0;
      throw error;
    });
  await Promise.all(Array.from({ length: Math.min(PARALLEL, missing.length) }, worker));
  await patiently(transfer, () => operator.completeUpload(upload.id, transfer.signal));
}

/** Addresses of parts, asked for a hundred at a time and once. */
class Addresses {
  readonly #known = new Map<number, Promise<string>>();

  constructor(
    private readonly id: string,
    private readonly total: number,
    private readonly transfer: Transfer,
  ) {}

  of(part: number): Promise<string> {
    const known = this.#known.get(part);
    if (known) return known;
    const to = Math.min(this.total, part + URLS_PER_CALL - 1);
    const batch = operator.partUrls(this.id, { from: part, to }, this.transfer.signal);
    for (let number = part; number <= to; number += 1) {
      const url = batch.then(({ data }) => data.find((each) => each.number === number)!.url);
      // Whoever asks for it hears of the failure; the others ask anew.
      url.catch(() => this.#known.delete(number));
      this.#known.set(number, url);
    }
    return this.#known.get(part)!;
  }

  /** The address did not serve: it may have run out. */
  drop(part: number): void {
    this.#known.delete(part);
  }
}

/**
 * Do something again until it is done, with growing rests; a pause is no failure.
 * @throws HeadendProblem when it cannot help to try again, or has not helped
 */
async function patiently<T>(transfer: Transfer, action: () => Promise<T>, onFailure?: () => void): Promise<T> {
  for (let tries = 0; ; ) {
    await transfer.ready();
    try {
      return await action();
    } catch (error) {
      transfer.signal.throwIfAborted();
      onFailure?.();
      if (isStopped(error)) continue;
      // Without a network nothing is lost by waiting.
      if (navigator.onLine) tries += 1;
      if (!HeadendProblem.from(error).retryable || tries >= TRIES) throw error;
      await transfer.rest(REST_MS[Math.min(tries, REST_MS.length - 1)]!);
    }
  }
}
