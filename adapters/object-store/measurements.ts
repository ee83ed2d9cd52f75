import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { MeasurementSeries } from '../../domain/qc/series';
import type { ObjectStore } from './port';

/** More than a day of 60 fps measurements unpacks to; a larger file is not ours. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The measurements that an analysis left under `key`.
 *
 * @throws {HeadendError} `store/unavailable`, `media/not-found`
 */
export async function readSeries(store: Pick<ObjectStore, 'read'>, key: string): Promise<MeasurementSeries> {
  const json = await promisify(gunzip)(await store.read(key), { maxOutputLength: MOST_BYTES });
  return JSON.parse(json.toString('utf8')) as MeasurementSeries;
}
