import type { Billing } from '../../adapters/postgres/billing-port';
import { HeadendError } from '../../domain/failures';
import type { LicenceType } from '../../domain/rights/types';

/** What the subscriptions of a customer let them watch now. */
export interface Entitled {
  licenceTypes: readonly LicenceType[];
  /** Tallest picture of what they pay for; undefined: any. */
  maxHeight?: number;
  /** Until when, as long as nothing else happens, epoch milliseconds; undefined: nobody knows an end. */
  until?: number;
}

/**
 * Advertising is for everybody; the rest comes from what plays of theirs. The best picture and the latest end count.
 *
 * @throws {HeadendError} `request/not-found`
 */
export async function entitledBy(
  { billing }: { billing: Pick<Billing, 'customer' | 'entitled'> },
  tenantId: string,
  customerId: string,
): Promise<Entitled> {
  const customer = await billing.customer(tenantId, customerId);
  if (!customer)
    throw new HeadendError('request/not-found', `There is no customer ${customerId}.`, { field: 'customer_id' });
  const subscriptions = await billing.entitled(tenantId, customer.id);
  const licences = subscriptions.flatMap(({ offer }) => offer.grants.licenses);
  return {
    licenceTypes: [...new Set<LicenceType>(['AVOD', ...licences])],
    maxHeight: most(subscriptions.map(({ offer }) => offer.grants.maxHeight)),
    until: most(subscriptions.map(({ entitledUntil }) => entitledUntil?.getTime())),
  };
}

/** Undefined, which is no limit, is more than any number. */
const most = (limits: readonly (number | undefined)[]): number | undefined => {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length < limits.length || known.length === 0 ? undefined : Math.max(...known);
};
