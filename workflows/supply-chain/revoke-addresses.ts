import { sleep } from '@temporalio/workflow';
import type { AddressRevocationOrder } from './contract';
import { io, ioStep } from './steps';
import { withdrawCopies } from './withdraw-copies';

/**
 * End every media address that was handed out for versions of a title, and give the versions other ones. What lies in CDNs under
 * the old addresses goes as well.
 */
export async function addressRevocation({ versions, forgottenMs }: AddressRevocationOrder): Promise<void> {
  await io.renewAddresses.executeWithOptions(ioStep('give the versions other addresses'), [{ versions }]);
  await sleep(forgottenMs, { summary: 'until every API has forgotten the old addresses' });
  await Promise.all(versions.map((version) => withdrawCopies({ ...version, mode: 'hard' })));
}
