import { LICENCE_TYPES, RIGHTS_REFUSALS } from '../../domain/rights/types';
import { z } from '../http/zod';
import { instant, licenceType, place, WindowView } from './window-schemas';

const nullableText = z.string().nullable();

export const AskerRequest = z
  .strictObject({
    territory: place.optional().openapi({ description: 'Unknown when left out.' }),
    device: z.string().min(1).max(50).optional().openapi({ description: 'Family of the device.' }),
    license_types: z
      .array(licenceType)
      .min(1)
      .default([...LICENCE_TYPES])
      .openapi({ description: 'Licences that the asker may use; all when left out.' }),
    language: z.string().min(2).max(35).optional().openapi({ description: 'Of the sound, BCP 47.' }),
  })
  .openapi('RightsAsker');

const verdict = {
  allowed: z.boolean(),
  code: z.enum(RIGHTS_REFUSALS).nullable().openapi({ description: 'Why not; null of a yes.' }),
  reason: nullableText,
  window_id: nullableText.openapi({ description: 'The row that decided; null where none did.' }),
  next_change_at: nullableText.openapi({
    description: 'When the answer is another one; null: never, as far as is known.',
  }),
};
const grant = {
  license_type: licenceType.nullable(),
  max_height: z.int().nullable().openapi({ description: 'Lines of the highest picture; null: any.' }),
  languages: z.array(z.string()).openapi({ description: 'Of the sound and captions sold; any when empty.' }),
  holdback_languages: z.array(z.string()),
  rental_start_by_seconds: z.int().nullable(),
  rental_finish_by_seconds: z.int().nullable(),
};

export const VerdictView = z.object({ ...verdict, ...grant }).openapi('RightsVerdict');

export const AvailabilityView = z
  .object({
    title_id: z.string(),
    external_id: z.string(),
    at: z.string(),
    territory: nullableText,
    device: nullableText,
    language: nullableText,
    play: VerdictView.openapi({ description: 'The answer of the gate for whoever holds every licence asked about.' }),
    offers: z.array(z.object({ license_type: licenceType, offer: VerdictView, play: VerdictView })).openapi({
      description: 'For each licence: may it be sold now, and may its holder play. Of EST the end ends the sale only.',
    }),
    rows: z
      .array(z.object({ window: WindowView, play: VerdictView }))
      .openapi({ description: 'Each grant as if it were the only one.' }),
  })
  .openapi('Availability');

export const SimulationRequest = z
  .strictObject({
    title_ids: z.array(z.string().min(1).max(64)).min(1).max(500),
    askers: z
      .array(AskerRequest)
      .min(1)
      .max(100)
      .default([{ license_types: [...LICENCE_TYPES] }]),
    at: z.array(instant).min(1).max(100).optional().openapi({ description: 'Instants; now when neither is given.' }),
    between: z.strictObject({ from: instant, to: instant }).optional().openapi({
      description: 'In place of `at`: the answer at `from` and at every instant before `to` at which it changes.',
    }),
  })
  .openapi('Simulation');

export const SimulationView = z
  .object({
    data: z.array(
      z.object({
        title_id: z.string(),
        external_id: z.string(),
        asker: z.int().openapi({ description: 'Its place in `askers`, from 0.' }),
        territory: nullableText,
        device: nullableText,
        at: z.string(),
        ...verdict,
        license_type: licenceType.nullable(),
        max_height: z.int().nullable(),
      }),
    ),
    unknown_titles: z.array(z.string()).openapi({ description: 'Ids of no title of yours.' }),
  })
  .openapi('SimulationAnswer');
