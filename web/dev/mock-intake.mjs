/** Bulk orders and watch folders behind mock-api.mjs. */

const iso = (ms) => new Date(ms).toISOString();
const MINUTE = 60_000;

const problemOf = (code, title, detail, fix) => ({
  type: `/docs/codes/${code}`,
  code,
  title,
  status: 422,
  detail,
  fix,
});
const NOT_FOUND = problemOf(
  'upload/not-found',
  'There is no such upload',
  'There is no upload upl_none.',
  'Create one with POST /v1/uploads and give its id.',
);
const UNKNOWN_ROLE = problemOf(
  'watch/unknown-role',
  'The name of the file does not tell what it is',
  'The name does not tell role and language.',
  'Name it as docs/watch-folders.md says, such as film.en.srt, film.de.wav, film.jpg or film.json.',
);

/** One bulk order that is under way for a minute, one that is done; one folder with a file of each state. */
export function createIntake() {
  const now = Date.now();
  const bulk = (id, lines, madeAt, perSecond) => ({ id, lines, madeAt, perSecond });
  const orders = [bulk('bul_2', 600, now, 10), bulk('bul_1', 120, now - 50 * MINUTE, 1000)];
  const settled = ({ lines, madeAt, perSecond }) =>
    Math.min(lines, Math.floor(((Date.now() - madeAt) / 1000) * perSecond));
  const lineOf = (order, line) => {
    const waiting = line > settled(order);
    const refused = line % 7 === 0;
    return {
      line,
      external_id: `FILM-${line}`,
      status: waiting ? 'waiting' : refused ? 'refused' : 'accepted',
      ingest_id: waiting || refused ? null : `ing_${line}`,
      problem: !waiting && refused ? { ...NOT_FOUND, line } : null,
    };
  };
  const orderOf = (order) => {
    const done = settled(order);
    const refused = Math.floor(done / 7);
    return {
      id: order.id,
      status: done === order.lines ? 'done' : 'running',
      lines: order.lines,
      accepted: done - refused,
      refused,
      waiting: order.lines - done,
      created_at: iso(order.madeAt),
      ended_at: done === order.lines ? iso(order.madeAt + MINUTE) : null,
    };
  };
  const folder = (id, name, extra = {}) => ({
    id,
    name,
    prefix: `inbox/demo/${name}/`,
    profile: null,
    quality_policy: null,
    priority: 3,
    stable_seconds: 30,
    enabled: true,
    polled_at: iso(now - 9_000),
    created_at: iso(now - 90 * MINUTE),
    updated_at: iso(now - 90 * MINUTE),
    ...extra,
  });
  const folders = [folder('wfo_1', 'trailers'), folder('wfo_2', 'features', { enabled: false, profile: 'fast' })];
  const fileOf = (name, status, extra = {}) => ({
    object_key: `inbox/demo/trailers/${name}`,
    bytes: 48_123_456,
    status,
    stable_since: iso(now - 12 * MINUTE),
    seen_at: iso(now - 9_000),
    ingest_id: status === 'ordered' || status === 'sidecar' ? 'ing_1' : null,
    problem: null,
    ...extra,
  });
  const files = [
    fileOf('film.en.srt', 'sidecar'),
    fileOf('film.en.de.srt', 'refused', { problem: UNKNOWN_ROLE }),
    fileOf('film.mov', 'ordered'),
    fileOf('next week/a film that is still being written.mov', 'growing'),
  ];
  const byStatus = (rows, query) => rows.filter(({ status }) => status === (query.get('status') ?? status));

  const routes = {
    'bulk-orders': ({ method, id, action, query, pageOf }) => {
      if (!id && method === 'POST') {
        orders.unshift(bulk(`bul_${orders.length + 1}`, 600, Date.now(), 20));
        return { status: 202, body: orderOf(orders[0]) };
      }
      if (!id) return { body: pageOf(orders.map(orderOf), query) };
      const order = orders.find((row) => row.id === id);
      if (!order || action !== 'lines') return order && { body: orderOf(order) };
      const lines = Array.from({ length: order.lines }, (_, at) => lineOf(order, at + 1));
      return { body: pageOf(byStatus(lines, query), query) };
    },
    'watch-folders': ({ method, id, action, body, query, pageOf }) => {
      if (!id && method === 'POST') {
        folders.unshift(folder(`wfo_${folders.length + 1}`, body.name, { polled_at: null }));
        return { status: 201, body: folders[0] };
      }
      if (!id) return { body: pageOf(folders, query) };
      const found = folders.find((row) => row.id === id);
      if (!found) return undefined;
      if (action === 'files') return { body: pageOf(byStatus(id === 'wfo_1' ? files : [], query), query) };
      if (method === 'PATCH') Object.assign(found, body);
      if (method === 'DELETE') {
        folders.splice(folders.indexOf(found), 1);
        return { status: 204 };
      }
      return { body: found, tag: '"1"' };
    },
  };
  return { answer: (request) => routes[request.resource]?.(request) };
}
