import type { LiveMemory } from '../../adapters/postgres/live-ledger';
import type { MediaPathTokens } from '../../adapters/tokens/port';
import type { AddressOf } from '../../domain/linear/live/channel';
import { airEnd } from '../../domain/linear/seal';
import type { LedgerRow } from '../../domain/linear/types';

/** Start-over reaches back so far, and a player may be slow. */
const OPEN_AFTER_MS = 25 * 3_600_000;
/** Ends of addresses fall on full hours, so that every node writes the same. */
const GRID_MS = 3_600_000;

/** Where the media of rows lies: signed once a row, until a day after it has aired, and so the same on every node and at any time. */
export function mediaAddressOf(memory: Pick<LiveMemory, 'mediaToken'>, tokens: MediaPathTokens): AddressOf {
  const known = new WeakMap<LedgerRow, { mediaToken: string; address: string }>();
  return (row) => {
    // Nobody knows a version that was collected; its address is one of nothing.
    const mediaToken = memory.mediaToken(row.versionId) ?? '0'.repeat(32);
    const before = known.get(row);
    if (before?.mediaToken === mediaToken) return before.address;
    const expiresAt = Math.ceil((airEnd(row) + OPEN_AFTER_MS) / GRID_MS) * GRID_MS;
    const address = `/media/${tokens.issue(mediaToken, expiresAt, {})}/`;
    known.set(row, { mediaToken, address });
    return address;
  };
}
