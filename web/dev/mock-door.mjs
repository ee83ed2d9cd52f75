/** Uploads, webhooks, keys and the audit log behind mock-api.mjs. */

const HOUR = 3_600_000;
const iso = (ms) => new Date(ms).toISOString();
const PART = 16 * 1024 * 1024;

/** Make a fresh door: two endpoints, three keys, no uploads. */
export function createDoor() {
  const now = Date.now();
  const uploads = new Map();
  const view = (upload) => ({
    ...upload,
    parts: undefined,
    received_bytes: [...upload.parts.values()].reduce((sum, bytes) => sum + bytes, 0),
  });
  const endpoint = (id, url, extra = {}) => ({
    id,
    url,
    description: 'Production',
    events: ['ingest.*', 'title.published'],
    status: 'active',
    reason: null,
    failures: 0,
    failing_since: null,
    test_mode: false,
    secrets: [{ id: 'sec_1', created_at: iso(now - HOUR), expires_at: null }],
    created_at: iso(now - 9 * HOUR),
    updated_at: iso(now - HOUR),
    ...extra,
  });
  const endpoints = [
    endpoint('whe_1', 'https://hooks.example.com/headend'),
    endpoint('whe_2', 'https://staging.example.com/in/a/rather/long/path', {
      description: null,
      events: [],
      status: 'paused',
      failures: 10,
      test_mode: true,
      reason: {
        code: 'webhook/paused',
        title: 'The endpoint was paused',
        fix: 'Mend the receiver, then resume the endpoint.',
      },
    }),
  ];
  const attempt = (index) => ({
    id: `att_${index}`,
    event_id: `evt_${index}`,
    event_type: ['ingest.published', 'ingest.held', 'title.published'][index % 3],
    cause: ['dispatcher', 'retry', 'replay'][index % 3],
    started_at: iso(now - index * 600_000),
    duration_ms: 80 + index * 37,
    request: {
      headers: { 'webhook-id': `evt_${index}`, 'webhook-signature': 'v1,***', 'content-type': 'application/json' },
    },
    response:
      index % 3 === 2
        ? null
        : { status: index % 3 === 1 ? 500 : 204, headers: { server: 'nginx' }, body: index % 3 ? 'Oops' : '' },
    failure:
      index % 3 === 0
        ? null
        : {
            code: 'webhook/refused',
            title: 'The endpoint did not take it',
            detail: 'It answered 500.',
            fix: 'Look at its log.',
          },
  });
  const key = (id, label, role, extra = {}) => ({
    id,
    label,
    role,
    scopes: [],
    effective_scopes: ['titles:read', 'uploads:write', 'ingests:write', 'ingests:read'],
    test_mode: false,
    status: 'active',
    hint: 'v9h5',
    rate_limit: null,
    created_by: null,
    rotated_from: null,
    rotated_to: null,
    created_at: iso(now - 30 * HOUR),
    expires_at: null,
    last_used_at: iso(now - 60_000),
    revoked_at: null,
    ...extra,
  });
  const keys = [
    key('key_1', 'Operators', 'operator'),
    key('key_2', 'Studio 7', 'partner', {
      scopes: ['ingests:read', 'uploads:write'],
      expires_at: iso(now + 900 * HOUR),
    }),
    key('key_3', 'Studio 7, trying', 'partner', { test_mode: true, status: 'revoked', last_used_at: null }),
  ];
  const log = Array.from({ length: 45 }, (_, index) => ({
    id: `aud_${index}`,
    actor: ['Studio 7', 'Operators', 'workflow'][index % 3],
    action: ['ingest.create', 'api_key.rotate', 'ingest.publish'][index % 3],
    subject: `ing_${index}`,
    detail: {},
    created_at: iso(now - index * 1_000_000),
  }));

  const routes = {
    uploads: ({ method, id, action, body }) => {
      if (!id && method === 'POST') {
        const made = {
          id: `upl_${uploads.size + 1}`,
          status: 'waiting',
          protocol: body.protocol ?? 'single',
          file_name: body.file_name,
          bytes: body.bytes ?? null,
          part_bytes: body.protocol === 'multipart' ? PART : null,
          parts: new Map(),
          upload_url: body.protocol === 'multipart' ? null : `/upload/upl_${uploads.size + 1}`,
          expires_at: iso(Date.now() + HOUR),
          created_at: iso(Date.now()),
        };
        uploads.set(made.id, made);
        return { status: 201, body: view(made) };
      }
      const upload = uploads.get(id);
      if (!upload) return undefined;
      if (method === 'DELETE') upload.status = 'cancelled';
      if (action === 'complete') upload.status = 'uploaded';
      if (action === 'parts' && method === 'POST')
        return {
          body: {
            data: Array.from({ length: body.to - body.from + 1 }, (_, index) => ({
              number: body.from + index,
              url: `/upload/${id}/${body.from + index}`,
            })),
            part_bytes: PART,
            expires_at: upload.expires_at,
          },
        };
      if (action === 'parts')
        return {
          body: {
            data: [...upload.parts].map(([number, bytes]) => ({ number, bytes, etag: 'x' })),
            part_bytes: PART,
            part_count: Math.ceil(upload.bytes / PART),
          },
        };
      return { body: view(upload) };
    },
    'webhook-endpoints': ({ method, id, action, body, query, pageOf }) => {
      if (!id && method === 'POST') {
        const made = endpoint(`whe_${endpoints.length + 1}`, body.url, {
          events: body.events,
          description: body.description ?? null,
        });
        endpoints.unshift(made);
        return { status: 201, body: { ...made, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbX0sTmF1Vzc=' } };
      }
      if (!id) return { body: pageOf(endpoints, query) };
      const found = endpoints.find((row) => row.id === id);
      if (!found) return undefined;
      if (method === 'DELETE') {
        endpoints.splice(endpoints.indexOf(found), 1);
        return { status: 204 };
      }
      if (method === 'PATCH') Object.assign(found, body);
      if (action === 'pause') found.status = 'paused';
      if (action === 'resume') found.status = 'active';
      if (action === 'rotate-secret') return { body: { ...found, secret: 'whsec_bmV3IHNlY3JldCBvZiB0aGUgbW9jaw==' } };
      if (action === 'attempts') {
        const failed = query.get('outcome');
        const rows = Array.from({ length: 30 }, (_, index) => attempt(index));
        return {
          body: pageOf(
            rows.filter((row) => !failed || (failed === 'failed') === Boolean(row.failure)),
            query,
          ),
        };
      }
      if (action === 'replay') return { body: { sent: 1 } };
      return { body: found, tag: '"1"' };
    },
    'api-keys': ({ method, id, action, body, query, pageOf }) => {
      if (!id && method === 'POST') {
        const made = key(`key_${keys.length + 1}`, body.label, body.role, body);
        keys.unshift(made);
        return { status: 201, body: { ...made, key: 'hk_live_mock0123456789' } };
      }
      if (!id) return { body: pageOf(keys, query) };
      const found = keys.find((row) => row.id === id);
      if (!found) return undefined;
      if (action === 'revoke') found.status = 'revoked';
      if (action === 'rotate') return { body: { ...found, key: 'hk_live_mock9876543210' } };
      return { body: found };
    },
    'audit-entries': ({ query, pageOf }) => {
      const starts = (query.get('action') ?? '').replace(/\*$/, '');
      return {
        body: pageOf(
          log.filter((row) => row.action.startsWith(starts)),
          query,
        ),
      };
    },
  };
  return {
    answer: (request) => routes[request.resource]?.(request),
    arrived: (id, number, bytes) => {
      const upload = uploads.get(id);
      if (!upload) return;
      upload.status = 'uploading';
      upload.parts.set(number, bytes);
    },
  };
}
