import type { Rights, WindowRecord } from '../../adapters/postgres/rights-port';
import { HeadendError } from '../../domain/failures';
import { conflictsOf, type SoldWindow } from '../../domain/rights/conflicts';
import { explain } from '../../domain/rights/explain';
import { LICENCE_TYPES } from '../../domain/rights/types';
import { readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { later } from '../http/storable';
import * as specs from './availability-specs';
import { askerOf, csvOf, simulated, verdictView } from './availability-views';
import { windowView } from './window-views';

const DAY_MS = 86_400_000;
/** How far ahead edges are listed when nobody says. */
const AHEAD_DAYS = 30;

/** What the rights of titles say to whoever asks, and where they contradict themselves. */
export const availabilityRoutes = ({ rights }: { rights: Rights }): Route[] => [
  route(specs.getAvailability, async ({ params, query, caller }) => {
    const title = (await rights.facts(caller.tenantId, [params.id])).get(params.id);
    if (!title) throw new HeadendError('request/not-found', `There is no title ${params.id}.`);
    const { territory, device, language, license_type } = query;
    const asker = { territory, device, language, license_types: license_type ? [license_type] : [...LICENCE_TYPES] };
    const at = query.at ? new Date(query.at) : new Date();
    const { play, licences, rows } = explain(title.facts, askerOf(asker), at.getTime());
    const windows = await Promise.all(rows.map(({ window }) => rights.find(caller.tenantId, window.id)));
    return {
      body: {
        ...{ title_id: title.id, external_id: title.externalId, at: at.toISOString() },
        ...{ territory: territory ?? null, device: device ?? null, language: language ?? null },
        play: verdictView(play),
        offers: licences.map((each) => ({
          ...{ license_type: each.licenceType, offer: verdictView(each.offer), play: verdictView(each.play) },
        })),
        rows: rows.flatMap((row, place) => {
          const window = windows[place];
          return window ? [{ window: windowView(window, at), play: verdictView(row.play) }] : [];
        }),
      },
    };
  }),

  route(specs.simulateAvailability, async ({ body, caller }) => ({
    body: simulated(await rights.facts(caller.tenantId, body.title_ids), body, Date.now()),
  })),

  route(specs.simulateAvailabilityTable, async ({ body, caller }) => {
    const { data } = simulated(await rights.facts(caller.tenantId, body.title_ids), body, Date.now());
    const file = { type: 'text/csv', name: 'availability.csv', bytes: Buffer.from(csvOf(data)) };
    return { body: undefined, file };
  }),

  route(specs.listEdges, async ({ query, caller }) => {
    const { limit, cursor, ...filters } = query;
    const scope = { list: specs.listEdges.id, ...filters };
    const from = filters.from ? new Date(filters.from) : new Date();
    const to = filters.to ? new Date(filters.to) : later(from, AHEAD_DAYS * DAY_MS);
    const { territory, edge } = filters;
    const after = readCursor(cursor, scope);
    const { items, next } = await rights.edges({ tenantId: caller.tenantId, from, to, territory, edge, limit, after });
    const data = items.map((item) => ({ at: item.at.toISOString(), edge: item.edge, window: windowView(item.window) }));
    return { body: { data, next_cursor: writeCursor(next, scope) } };
  }),

  route(specs.listConflicts, async ({ query, caller }) => {
    const { limit, cursor, title_id: titleId } = query;
    const scope = { list: specs.listConflicts.id, titleId };
    const titles = await rights.sold({ tenantId: caller.tenantId, titleId, after: unwrapToken(cursor, scope), limit });
    const data = titles.flatMap(conflictViews);
    const next = titles.length === limit ? titles.at(-1)?.titleId : undefined;
    return { body: { data, next_cursor: wrapToken(next, scope) } };
  }),
];

/** What windows of one title say against each other. */
export const conflictViews = ({ titleId, externalId, name, windows }: SoldTitle) =>
  conflictsOf(windows.map(soldWindow)).map((conflict) => ({
    ...{ title_id: titleId, external_id: externalId, name, kind: conflict.kind, windows: [...conflict.windows] },
    sold: conflict.windows.flatMap((id) => windows.filter((each) => each.id === id).map((each) => windowView(each))),
    ...{ license_type: conflict.licenceType ?? null, territories: conflict.territories },
    ...{ from: iso(conflict.from), to: iso(conflict.to) },
  }));

interface SoldTitle {
  titleId: string;
  externalId: string;
  name: string;
  windows: WindowRecord[];
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** Terms of MovieLabs Avails that are prices (vocabulary of 2.7). */
const PRICES = /^(Tier|SRP|WSP|EpisodeWSP|SeasonWSP|DMRP|SMRP|LicenseFee|Category)/;

const soldWindow = (window: WindowRecord): SoldWindow => ({
  ...{ id: window.id, licenceType: window.licenceType, formatProfile: window.formatProfile },
  ...{ territories: window.territories, excludedTerritories: window.excludedTerritories },
  ...{ startsAt: window.startsAt?.getTime(), endsAt: window.endsAt?.getTime(), exclusive: window.exclusive },
  price: window.terms
    .filter(({ name }) => PRICES.test(name))
    .map(({ name, value, currency = '' }) => `${name} ${value} ${currency}`)
    .sort()
    .join(),
});
