import { IdParams, operation } from '../http/operation';
import { z } from '../http/zod';

const AddressRevocationView = z
  .strictObject({
    title_id: z.string(),
    version_ids: z.array(z.string()).openapi({ description: 'Versions that get other addresses.' }),
  })
  .openapi('AddressRevocation');

export const revokeAddresses = operation({
  id: 'revokeAddresses',
  method: 'post',
  path: '/v1/titles/{id}/revoke-addresses',
  tag: 'Titles',
  summary: 'End the media addresses of a title',
  description:
    'For addresses that leaked. Every media address of the title that was handed out stops working within half a minute, signed ones ' +
    'and those of posters too, and copies in CDNs go. Its versions get other addresses: read the title again. Players that run get ' +
    'theirs with the next heartbeat; licences are not touched.',
  scope: 'titles:publish',
  params: IdParams,
  answer: { status: 202, schema: AddressRevocationView, description: 'The addresses are about to end.' },
  failures: ['request/not-found', 'temporal/unavailable'],
});

/** Every operation of the slice. SPEKE has a document of its own. */
export const DRM_OPERATIONS = [revokeAddresses];
