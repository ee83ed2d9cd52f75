import type { AccountClock } from '../../domain/billing/clock';
import type { Attempt, CollectStep } from '../../domain/billing/dunning';
import type { Account } from '../../domain/billing/ledger';
import type { Offer, OfferGrants, OfferTerms, StoredEvent } from '../../domain/billing/offers';
import type { Standing } from '../../domain/billing/standing';
import type { ChargeRequest, ChargeResult } from '../payment/port';
import type { Doer } from './catalog-port';

export interface OfferRecord extends Offer {
  description?: string;
  createdAt: Date;
}

export interface CustomerTerms {
  externalId: string;
  name?: string;
  email?: string;
  /** ISO 3166-1. */
  country: string;
  currency: string;
  locale: string;
  /** IANA. */
  timeZone: string;
  /** Of test mode: where its clock stands. */
  clock?: Date;
}

export interface CustomerRecord extends CustomerTerms {
  id: string;
  methods: { id: string; gateway: string; label: string; usable: boolean; createdAt: Date }[];
  createdAt: Date;
}

export interface SubscriptionRecord {
  id: string;
  tenantId: string;
  customerId: string;
  offer: OfferRecord;
  standing: Standing;
  plays: boolean;
  startedAt: Date;
  nextDueAt?: Date;
  entitledUntil?: Date;
  endsAt?: Date;
  endedAt?: Date;
  revision: number;
}

export interface InvoiceRecord {
  id: string;
  number: number;
  customerId: string;
  subscriptionId: string;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  currency: string;
  net: bigint;
  tax: bigint;
  creditUsed: bigint;
  due: bigint;
  issuedAt: Date;
  settledAt?: Date;
  lines: InvoiceLineRecord[];
  attempts: { id: string; outcome: string; reason?: string; method: string; at: Date }[];
}

/** Days are counted from 1970-01-01; what is taken back is below zero. */
export interface InvoiceLineRecord {
  name: string;
  from: number;
  until: number;
  net: bigint;
  tax: bigint;
  discount: bigint;
  takesBack: boolean;
}

/** What an edit of a subscription knows of it. */
export interface EditFacts {
  now: number;
  clock: AccountClock;
  events: readonly StoredEvent[];
  standing: Standing;
  /** The first day that is neither paid for nor free. */
  servedUntilDay?: number;
}

/** What billing came to. */
export interface BilledLook {
  standing: Standing;
  plays: boolean;
  entitledUntil?: number;
  /** Of the customer's clock: when something is due, or changes, the next time. */
  nextAt?: number;
  /** So long from now, milliseconds; undefined when nothing comes, or the customer's clock stands still. */
  waitMs?: number;
  /** Invoices that are to be collected. */
  open: string[];
  /** Issued in this look. */
  issued?: { id: string; number: number; total: string };
}

/** What is to be done for an invoice now. */
export interface CollectTurn {
  status: InvoiceRecord['status'];
  subscriptionId: string;
  step?: CollectStep;
  /** The try to be made, or asked about. */
  charge?: ChargeRequest;
  /** Milliseconds; undefined when the customer's clock stands still. */
  waitMs?: number;
}

/** Offers, customers, subscriptions, invoices and the ledger. */
export interface Billing {
  /** The next version of its code. */
  createOffer(
    tenantId: string,
    draft: { code: string; name: string; description?: string; terms: OfferTerms; grants: OfferGrants },
    doer: Doer,
  ): Promise<OfferRecord>;
  /** Newest versions of what can be bought, by code. */
  offers(tenantId: string): Promise<OfferRecord[]>;
  /** By id, or the newest version of a code. */
  offer(tenantId: string, id: string): Promise<OfferRecord | undefined>;

  /** @throws {HeadendError} `billing/customer-exists` */
  createCustomer(tenantId: string, terms: CustomerTerms, doer: Doer): Promise<CustomerRecord>;
  /** By id, or by the id that the tenant gave. */
  customer(tenantId: string, id: string): Promise<CustomerRecord | undefined>;
  /** The same card twice is one method. */
  addMethod(
    tenantId: string,
    customerId: string,
    method: { gateway: string; token: string; label: string },
    doer: Doer,
  ): Promise<void>;
  /** Only forward. @returns whether there is a customer of test mode with an earlier clock */
  moveClock(tenantId: string, customerId: string, to: Date, doer: Doer): Promise<boolean>;
  /** Now, by the clock of the customer. */
  nowOf(customer: Pick<CustomerRecord, 'clock'>): number;

  /** The same `id` twice is one subscription. */
  subscribe(
    tenantId: string,
    wish: { id: string; customer: CustomerRecord; offer: OfferRecord },
    doer: Doer,
  ): Promise<SubscriptionRecord>;
  subscription(tenantId: string, id: string): Promise<SubscriptionRecord | undefined>;
  subscriptions(tenantId: string, customerId: string): Promise<SubscriptionRecord[]>;
  /** Whether somebody has a subscription that plays now under one of the licences. */
  entitled(tenantId: string, customerId: string): Promise<SubscriptionRecord[]>;
  /** Write what was asked, once for each `requestId`. @param decide the event; it may refuse by throwing */
  edit(id: string, requestId: string, actor: string, decide: (facts: EditFacts) => StoredEvent): Promise<void>;
  /** Invoice what is missing, and say how it stands. May be repeated at any time. */
  bill(id: string): Promise<BilledLook>;

  invoices(tenantId: string, about: { customerId?: string; subscriptionId?: string }): Promise<InvoiceRecord[]>;
  /** Take the next step of collecting an invoice: a try is written before it is made. */
  turn(invoiceId: string): Promise<CollectTurn>;
  /** Write what a try came to. */
  settle(attemptId: string, result: ChargeResult): Promise<void>;
  /** Balances by account, minor units: debits above zero. */
  balances(tenantId: string, currency: string, customerId?: string): Promise<Map<Account, bigint>>;
}

export type { Attempt };
