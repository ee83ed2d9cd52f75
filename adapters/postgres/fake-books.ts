import type { FakeBooks, FakeCharge } from '../payment/fake-books-port';
import type { Database } from './database';
import { guardAll } from './errors';

/** {@link FakeBooks} in PostgreSQL. */
export const createFakeBooks = (database: Database): FakeBooks =>
  guardAll<FakeBooks>({
    charge: ({ key, token, amount, currency }, decide) =>
      database.$transaction(async (transaction) => {
        // One after the other for each card, and so for each key: keys come with their card.
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${token}, 0))`;
        const known = await transaction.fakeGatewayCharge.findUnique({ where: { key } });
        if (known) return chargeOf(known);
        const before = await transaction.fakeGatewayCharge.count({ where: { token } });
        const data = { key, token, amount, currency, ...decide(before) };
        return chargeOf(await transaction.fakeGatewayCharge.create({ data }));
      }),

    async find(key) {
      const row = await database.fakeGatewayCharge.findUnique({ where: { key } });
      return row ? chargeOf(row) : undefined;
    },

    async answer(key) {
      await database.fakeGatewayCharge.updateMany({ where: { key }, data: { reason: null } });
    },
  });

const chargeOf = ({ reason, ...row }: Omit<FakeCharge, 'reason'> & { reason: string | null }): FakeCharge => ({
  ...row,
  reason: reason ?? undefined,
});
