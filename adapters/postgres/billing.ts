import { billingAccounts } from './billing-accounts';
import { billingBooks } from './billing-books';
import { billingCollection } from './billing-collection';
import type { Billing } from './billing-port';
import type { Database } from './database';
import { guardAll } from './errors';

/** {@link Billing} in PostgreSQL. */
export const createBilling = (database: Database): Billing =>
  guardAll<Billing>({
    ...billingAccounts(database),
    ...billingBooks(database),
    ...billingCollection(database),
  });
