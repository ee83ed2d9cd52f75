import { WINDOW_STATES } from '../../adapters/postgres/rights-port';
import { IdParams, operation } from '../http/operation';
import { z } from '../http/zod';

const nullableText = z.string().nullable();

/** What happens before an edge, and what was told of it. */
const before = (edge: 'opening' | 'closing', event: string) => ({
  process: z
    .object({
      state: z.enum(['clear', 'waiting', 'over']).openapi({
        description: `\`clear\`: there is nothing to tell, it is looked at every hour. \`waiting\`: a process reminds. \`over\`: the ${edge} is past, or farther than 14 days.`,
      }),
      looked_at: z.string(),
      next_look_at: nullableText,
    })
    .nullable()
    .openapi({ description: `What happens before the ${edge}; null until 14 days before it.` }),
  reminders: z
    .array(z.object({ before_seconds: z.int(), at: z.string() }))
    .openapi({ description: `Events \`${event}\` of the present ${edge}, the earliest first.` }),
});

const WindowReadinessView = z
  .object({
    window_id: z.string(),
    title_id: nullableText,
    state: z.enum(WINDOW_STATES),
    opens_at: nullableText,
    ready: z.boolean().openapi({ description: 'Nothing is missing.' }),
    missing: z
      .array(z.object({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() }))
      .openapi({ description: '`error`: viewers get nothing, `warning`: less than was sold. The worst first.' }),
    missing_since: nullableText.openapi({ description: 'When a look before the opening found something first.' }),
    ...before('opening', 'window.not_ready'),
    decision: z
      .object({ decision: z.enum(['hold', 'go']), by: z.string(), at: z.string(), reason: nullableText })
      .nullable(),
  })
  .openapi('WindowReadiness');

export const getReadiness = operation({
  id: 'getWindowReadiness',
  method: 'get',
  path: '/v1/windows/{id}/readiness',
  tag: 'Rights',
  summary: 'Ask what a window waits for',
  description:
    'Whether the title is there as it was sold: published, with the languages, captions and quality of the window, artwork and words. Judged now; what happens before the opening is told beside it.',
  scope: 'rights:read',
  params: IdParams,
  answer: { status: 200, schema: WindowReadinessView, description: 'What is missing, and who decided what.' },
  failures: ['request/not-found'],
});

const WindowClosingView = z
  .object({
    window_id: z.string(),
    title_id: nullableText,
    state: z.enum(WINDOW_STATES),
    closes_at: nullableText,
    losses: z.array(z.object({ territories: z.array(z.string()), devices: z.array(z.string()) })).openapi({
      description:
        'Who cannot have the title any more then. `ZZ` is everywhere that no window names. Families of devices, `other` for those that no window names; without any, every device.',
    }),
    layouts: z.array(z.object({ key: z.string(), version: z.int(), goes_live_at: z.string() })).openapi({
      description:
        'Versions of layouts that viewers see then and that name the title by hand; none when nobody loses it.',
    }),
    ...before('closing', 'window.closing_soon'),
    cleaned_up_at: nullableText.openapi({
      description: 'When CDNs were told after its last closing, where nobody may play the title any more.',
    }),
  })
  .openapi('WindowClosing');

export const getClosing = operation({
  id: 'getWindowClosing',
  method: 'get',
  path: '/v1/windows/{id}/closing',
  tag: 'Rights',
  summary: 'Ask who loses a title when a window closes',
  description:
    'Who has the title until the window closes and not afterwards, and the layouts that name it then. Judged now by all windows of the title; what was told of the closing stands beside it.',
  scope: 'rights:read',
  params: IdParams,
  answer: { status: 200, schema: WindowClosingView, description: 'What goes with the window.' },
  failures: ['request/not-found'],
});

export const decideOpening = operation({
  id: 'decideWindowOpening',
  method: 'post',
  path: '/v1/windows/{id}/decision',
  tag: 'Rights',
  summary: 'Hold a window, or let it open',
  description:
    '`hold` keeps it closed whatever its times say, through changes and imports, until `go`. `go` releases a hold, approves an exception and ends the reminders. Both count at once.',
  scope: 'rights:write',
  audit: 'own',
  params: IdParams,
  body: z
    .strictObject({ decision: z.enum(['hold', 'go']), reason: z.string().trim().min(1).max(2000).optional() })
    .openapi('WindowDecisionRequest'),
  answer: { status: 200, schema: WindowReadinessView, description: 'The window as it stands now.' },
  failures: ['request/not-found', 'rights/window-withdrawn'],
});

/** What happens before a window opens, and before it closes. */
export const READINESS_OPERATIONS = [getReadiness, decideOpening, getClosing];
