import { AvailsUploadQuery } from './avails-schemas';
import { WindowRequest } from './window-schemas';
import { termsOf } from './window-views';

const window = (more: object) => WindowRequest.parse({ license_type: 'SVOD', territories: ['DE', 'AT'], ...more });

it('refuses a window all of whose territories are excluded, and names the field', () => {
  expect(() => termsOf(window({ excluded_territories: ['EU'] }))).toThrow(
    expect.objectContaining({
      code: 'rights/window-empty',
      context: expect.objectContaining({ field: 'excluded_territories' }),
    }),
  );
  expect(termsOf(window({ excluded_territories: ['AT'] })).excludedTerritories).toEqual(['AT']);
});

it.each(['DE=Mars/City', 'XX=Europe/Berlin', 'US=America/Los_Angeles,DE=Mars/City'])(
  'refuses %s as zones of a document of avails',
  (zones) => {
    expect(AvailsUploadQuery.safeParse({ zones }).success).toBe(false);
  },
);

it('takes zones that there are', () => {
  expect(AvailsUploadQuery.safeParse({ zones: 'US=America/Los_Angeles,EU=Europe/Berlin' }).success).toBe(true);
});
