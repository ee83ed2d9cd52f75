import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  ADDRESS_REVOCATION,
  type AddressRevocationOrder,
  SUPPLY_CHAIN_QUEUE,
  VERSION_COLLECTION,
  type VersionCollection,
  type VersionCollectionOrder,
  type VersionPurgeOrder,
} from './contract';

jest.setTimeout(60_000);

describe('versionCollection', () => {
  let workshop: Workshop;
  let asked: number[];
  let answers: VersionCollection[];
  let purges: string[];
  let cdnDown: boolean;

  beforeEach(() => {
    cdnDown = false;
  });
  beforeAll(async () => {
    quietRuntime();
    workshop = await openWorkshop(testStack().temporal, {
      collectVersion: async () => {
        asked.push(Date.now());
        return answers.shift();
      },
      renewAddresses: async ({ versions }: Pick<AddressRevocationOrder, 'versions'>) => {
        purges.push(`renew ${versions.map(({ mediaToken }) => mediaToken).join(' ')}`);
      },
      purgeVersion: async ({ mode, mediaToken }: VersionPurgeOrder) => {
        purges.push(mediaToken ? `${mode} ${mediaToken}` : mode);
        if (cdnDown) throw ApplicationFailure.nonRetryable('edge answered 503.', 'cdn/purge-failed');
        return { cdns: ['edge'] };
      },
    });
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function collect(...given: VersionCollection[]) {
    asked = [];
    purges = [];
    answers = given;
    const handle = await workshop.client.workflow.start<(order: VersionCollectionOrder) => Promise<VersionCollection>>(
      VERSION_COLLECTION,
      {
        workflowId: `version-collection:${randomUUID()}`,
        taskQueue: SUPPLY_CHAIN_QUEUE,
        args: [{ versionId: 'ver_1', graceMs: 500 }],
      },
    );
    const outcome = await handle.result();
    await saveHistory(`collection-${cdnDown ? 'cdn-down' : outcome.state}`, handle);
    return outcome;
  }

  it('waits as long as the catalogue says, again when the version was superseded again meanwhile', async () => {
    const outcome = await collect(
      { state: 'in-grace', waitMs: 500 },
      { state: 'in-grace', waitMs: 300 },
      { state: 'collected', objects: 7 },
    );
    expect(outcome).toEqual({ state: 'collected', objects: 7 });
    const [first = 0, second = 0, third = 0] = asked;
    expect(second - first).toBeGreaterThanOrEqual(490);
    expect(third - second).toBeGreaterThanOrEqual(290);
  });

  it('leaves a version that a roll-back made current again', async () => {
    expect(await collect({ state: 'in-grace', waitMs: 1 }, { state: 'current' })).toEqual({ state: 'current' });
    expect(asked).toHaveLength(2);
    expect(purges).toEqual(['soft']);
  });

  it('has CDNs ask anew when the version is superseded, and forget it once its objects are gone', async () => {
    await collect({ state: 'in-grace', waitMs: 1 }, { state: 'collected', objects: 7 });
    expect(purges).toEqual(['soft', 'hard']);
  });

  it('collects all the same when no CDN can be told', async () => {
    cdnDown = true;
    expect(await collect({ state: 'collected', objects: 7 })).toEqual({ state: 'collected', objects: 7 });
    expect(purges).toEqual(['soft', 'hard']);
  });

  it('gives versions other addresses before it has CDNs forget what lies under the old ones', async () => {
    purges = [];
    cdnDown = false;
    const versions = [
      { versionId: 'ver_1', mediaToken: 'old1' },
      { versionId: 'ver_2', mediaToken: 'old2' },
    ];
    const handle = await workshop.client.workflow.start<(order: AddressRevocationOrder) => Promise<void>>(
      ADDRESS_REVOCATION,
      {
        workflowId: `address-revocation:${randomUUID()}`,
        taskQueue: SUPPLY_CHAIN_QUEUE,
        args: [{ versions, forgottenMs: 1 }],
      },
    );
    await handle.result();
    await saveHistory('address-revocation', handle);
    expect(purges[0]).toBe('renew old1 old2');
    expect(purges.slice(1).sort()).toEqual(['hard old1', 'hard old2']);
  });
});
