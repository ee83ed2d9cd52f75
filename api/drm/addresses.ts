import type { Titles } from '../../adapters/postgres/port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import {
  ADDRESS_REVOCATION,
  type AddressRevocationOrder,
  addressRevocationId,
  SUPPLY_CHAIN_QUEUE,
} from '../../workflows/supply-chain/contract';
import { type Route, route } from '../http/operation';
import { revokeAddresses } from './specs';

export interface AddressDeps {
  titles: Pick<Titles, 'versions'>;
  engine: Pick<WorkflowEngine, 'start'>;
}

/** Twice as long as an API remembers what a media token opens. */
const FORGOTTEN_MS = 20_000;

/** Media addresses that end before their time. */
export const addressRoutes = ({ titles, engine }: AddressDeps): Route[] => [
  route(revokeAddresses, async ({ params, caller }) => {
    const all = await titles.versions(caller.tenantId, params.id);
    const versions = all
      .filter(({ publishedAt, collectedAt }) => publishedAt && !collectedAt)
      .map(({ id, mediaToken }) => ({ versionId: id, mediaToken }));
    if (versions.length === 0)
      throw new HeadendError('request/not-found', `No title ${params.id} has versions that play.`);
    await engine.start({
      type: ADDRESS_REVOCATION,
      id: addressRevocationId(params.id),
      queue: SUPPLY_CHAIN_QUEUE,
      input: { versions, forgottenMs: FORGOTTEN_MS } satisfies AddressRevocationOrder,
      attributes: [
        { name: 'TenantId', type: 'keyword', value: caller.tenantId },
        { name: 'TitleId', type: 'keyword', value: params.id },
      ],
      summary: 'ends the media addresses of a title',
      details: `Title \`${params.id}\``,
      priority: 1,
    });
    return { body: { title_id: params.id, version_ids: versions.map(({ versionId }) => versionId) } };
  }),
];
