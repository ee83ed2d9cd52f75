import { HeadendError } from '../../domain/failures';
import type { MasterSource } from '../../workflows/supply-chain/contract';

/**
 * Compare what was received with the digest that the order has for it, or else with the one declared with its upload.
 *
 * @param sha256 of what was received, lower-case hex
 * @throws {HeadendError} `master/checksum-mismatch`
 */
export function checkDigest(sha256: string, order: { source: MasterSource; expectedSha256?: string }): void {
  const { source, expectedSha256 } = order;
  const declared = source.kind === 'upload' ? source.expectedSha256 : undefined;
  const expected = expectedSha256?.toLowerCase() ?? declared;
  if (expected === undefined || expected === sha256) return;
  throw new HeadendError('master/checksum-mismatch', `Ordered was ${expected}, received was ${sha256}.`);
}
