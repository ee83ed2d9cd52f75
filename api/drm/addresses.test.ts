import type { Titles, VersionRecord } from '../../adapters/postgres/port';
import type { StartRequest } from '../../adapters/temporal/port';
import { addressRoutes } from './addresses';

const version = (id: string, times: Partial<VersionRecord>): VersionRecord =>
  ({ id, mediaToken: `token of ${id}`, ...times }) as VersionRecord;
const now = new Date();
const ofTitle: Record<string, VersionRecord[]> = {
  tit_1: [
    version('current', { publishedAt: now }),
    version('in grace', { publishedAt: now, supersededAt: now }),
    version('collected', { publishedAt: now, supersededAt: now, collectedAt: now }),
    version('draft', {}),
  ],
  tit_2: [version('draft', {})],
};

const revoke = async (id: string): Promise<{ answer: unknown; started: StartRequest[] }> => {
  const started: StartRequest[] = [];
  const titles: Pick<Titles, 'versions'> = { versions: async (_tenant, titleId) => ofTitle[titleId] ?? [] };
  const [route] = addressRoutes({ titles, engine: { start: async (request) => void started.push(request) } });
  const request = { params: { id }, caller: { tenantId: 'ten_1' } };
  return { answer: await route?.handle(request as never), started };
};

it('ends the addresses of every version that plays, each by the token it has now', async () => {
  const { answer, started } = await revoke('tit_1');
  expect(answer).toEqual({ body: { title_id: 'tit_1', version_ids: ['current', 'in grace'] } });
  expect(started).toMatchObject([
    {
      id: 'address-revocation:tit_1',
      input: {
        versions: [
          { versionId: 'current', mediaToken: 'token of current' },
          { versionId: 'in grace', mediaToken: 'token of in grace' },
        ],
      },
    },
  ]);
});

it('finds no title whose versions do not play, and none of another tenant', async () => {
  await expect(revoke('tit_2')).rejects.toMatchObject({ code: 'request/not-found' });
  await expect(revoke('tit_3')).rejects.toMatchObject({ code: 'request/not-found' });
});
