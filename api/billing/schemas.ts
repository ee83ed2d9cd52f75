import { isCurrency } from '../../domain/billing/money';
import { STANDINGS } from '../../domain/billing/standing';
import { isZone } from '../../domain/linear/wall-clock';
import { isTerritory } from '../../domain/rights/territory';
import { z } from '../http/zod';

const text = (max: number) => z.string().trim().min(1).max(max);
const id = z.string().min(1).max(100);
const country = z
  .string()
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && isTerritory(code) && code !== 'ZZ' && code !== 'EU',
    'an ISO 3166-1 code',
  )
  .openapi({ example: 'DE' });
export const currency = z
  .string()
  .refine(isCurrency, 'an ISO 4217 code that people pay with')
  .openapi({ example: 'EUR' });
const amount = z
  .string()
  .regex(/^\d{1,15}$/, 'whole minor units, digits only')
  .openapi({ description: 'Minor units: `999` is 9.99 EUR, 999 JPY, 0.999 KWD.', example: '999' });
export const instant = z.iso.datetime({ offset: true });

const Cycle = z.strictObject({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.int().min(1).max(366) });
const Phase = z.strictObject({
  kind: z.enum(['trial', 'discount', 'fixed_term', 'evergreen']),
  lasts: Cycle.optional().openapi({ description: 'For ever when left out, which the last phase may be.' }),
  price: z
    .strictObject({ amount, cycle: Cycle })
    .optional()
    .openapi({ description: 'Due at the beginning of each cycle; the phase is free when left out.' }),
});

const plan = {
  code: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'lower-case letters, digits and dashes'),
  name: text(200),
  description: text(2000).optional(),
  tax: z.strictObject({
    inclusive: z.boolean().openapi({ description: 'Whether prices hold their tax.' }),
    rates: z
      .record(country, z.int().min(0).max(1_000_000))
      .default({})
      .openapi({ description: 'Parts per million by country: `{"DE": 190000}` is 19 %. No tax elsewhere.' }),
  }),
  prices: z
    .array(
      z.strictObject({
        currency,
        countries: z.array(country).min(1).max(250).optional().openapi({ description: 'Everywhere when left out.' }),
        phases: z.array(Phase).min(1).max(10),
      }),
    )
    .min(1)
    .max(200),
  grants: z.strictObject({
    licenses: z
      .array(z.enum(['SVOD', 'AVOD']))
      .min(1)
      .openapi({ description: 'Licences of rights windows that its subscribers watch under.' }),
    max_height: z.int().min(100).max(4320).optional(),
    streams: z.int().min(1).max(100).optional(),
  }),
};

export const PlanRequest = z.strictObject(plan).openapi('PlanRequest');

export const PlanView = z
  .object({
    ...plan,
    id: z.string(),
    version: z.int(),
    description: z.string().nullable(),
    status: z.enum(['active', 'retired']),
    created_at: z.string(),
  })
  .openapi('Plan');

export const CustomerRequest = z
  .strictObject({
    external_id: text(200).openapi({ description: 'What you call them; unique.' }),
    name: text(200).optional(),
    email: z.email().max(320).optional(),
    country,
    currency,
    locale: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag of BCP 47')
      .max(35)
      .default('en'),
    time_zone: z
      .string()
      .max(64)
      .refine(isZone, 'an IANA time zone')
      .openapi({ description: 'Days are billed by it.', example: 'Europe/Berlin' }),
    clock: instant.optional().openapi({
      description: 'For trying things out: their time stands still there until `POST …/clock` moves it on.',
    }),
  })
  .openapi('CustomerRequest');

export const CustomerView = z
  .object({
    id: z.string(),
    external_id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    country: z.string(),
    currency: z.string(),
    locale: z.string(),
    time_zone: z.string(),
    clock: z.string().nullable(),
    payment_methods: z.array(
      z.object({ id: z.string(), gateway: z.string(), label: z.string(), usable: z.boolean(), created_at: z.string() }),
    ),
    created_at: z.string(),
  })
  .openapi('Customer');

export const PaymentMethodRequest = z
  .strictObject({
    card_number: z.string().max(30).openapi({
      description:
        'Of the fake gateway, whose numbers docs/billing.md lists. Never a real one: real cards are entered at their gateway, which gives a token.',
      example: '4242 4242 4242 4242',
    }),
  })
  .openapi('PaymentMethodRequest');

export const ClockRequest = z.strictObject({ to: instant }).openapi('ClockRequest');

export const SubscriptionRequest = z
  .strictObject({
    customer_id: id,
    plan: id.openapi({ description: 'Id of a version, or a code: its newest version.' }),
  })
  .openapi('SubscriptionRequest');

export const SubscriptionView = z
  .object({
    id: z.string(),
    customer_id: z.string(),
    plan: z.object({ id: z.string(), code: z.string(), version: z.int(), name: z.string() }),
    standing: z.enum(STANDINGS),
    plays: z.boolean(),
    entitled_until: z.string().nullable().openapi({
      description:
        'It plays until then at least, days of grace for a late renewal among them. For ever when null and it plays.',
    }),
    next_due_at: z.string().nullable().openapi({ description: 'When something is due, or changes, the next time.' }),
    started_at: z.string(),
    ends_at: z.string().nullable(),
    ended_at: z.string().nullable(),
  })
  .openapi('Subscription');

export const PlanChangeRequest = z
  .strictObject({
    plan: id,
    when: z.enum(['now', 'period_end']).default('now').openapi({
      description: '`now`: what is left of the old one becomes credit, days of the new one are billed at once.',
    }),
  })
  .openapi('PlanChangeRequest');

export const CancelRequest = z
  .strictObject({
    when: z.enum(['now', 'period_end']).default('period_end').openapi({
      description: '`now`: what is left becomes credit. `period_end`: it plays to the end of what is paid.',
    }),
    reason: text(500).optional(),
  })
  .openapi('CancelRequest');

const money = z.string().openapi({ description: 'Minor units; below zero is given back.' });

export const InvoiceView = z
  .object({
    id: z.string(),
    number: z.int(),
    customer_id: z.string(),
    subscription_id: z.string(),
    status: z.enum(['open', 'paid', 'void', 'uncollectible']),
    currency: z.string(),
    net: money,
    tax: money,
    total: money,
    credit_used: money,
    due: money.openapi({ description: 'What is still to be paid.' }),
    lines: z.array(
      z.object({
        name: z.string(),
        from: z.string().openapi({ description: 'First day.' }),
        until: z.string().openapi({ description: 'First day that is not in it.' }),
        net: money,
        tax: money,
        discount: money,
        takes_back: z.boolean(),
      }),
    ),
    attempts: z.array(
      z.object({ outcome: z.string(), reason: z.string().nullable(), method: z.string(), at: z.string() }),
    ),
    issued_at: z.string(),
    settled_at: z.string().nullable(),
  })
  .openapi('Invoice');

export const BalancesView = z
  .object({
    currency: z.string(),
    accounts: z.array(z.object({ account: z.string(), balance: money })),
  })
  .openapi('LedgerBalances');
