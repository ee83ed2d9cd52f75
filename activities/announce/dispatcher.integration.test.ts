import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRepositories, type Database, openDatabase, type Repositories } from '../../adapters/postgres';
import { appendEvent } from '../../adapters/postgres/events';
import { newId } from '../../adapters/postgres/ids';
import { listenForEvents } from '../../adapters/postgres/webhooks-listen';
import { createSecretBox } from '../../adapters/secrets/secret-box';
import type { StartRequest } from '../../adapters/temporal/port';
import { createWebhookSender } from '../../adapters/webhooks/sender';
import { newWebhookSecret } from '../../adapters/webhooks/signature';
import { EVENT_EXAMPLES } from '../../api/announce/examples';
import { HeadendError } from '../../domain/failures';
import { LogFile } from '../../infra/local/log-file';
import { migrate } from '../../infra/local/migrate';
import { testStack } from '../../tests/stack/use';
import { eventually } from '../../tests/support/eventually';
import { openReceiver, type Receiver } from '../../tests/support/receiver';
import { createAnnounceActivities } from './attempt-delivery';
import type { DelivererPorts } from './deliverer';
import { Dispatcher } from './dispatcher';

jest.setTimeout(120_000);

/** Dispatchers beside each other on a database of their own, where no stack helps them. */
let admin: Database;
let database: Database;
let url: string;
let repositories: Repositories;
let tenantId: string;
let receiver: Receiver;
const running: Dispatcher[] = [];
const box = createSecretBox([randomBytes(32)]);
const sender = createWebhookSender({ allowPrivate: [], allowLoopback: true }, 2_000);
const name = `announce_${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  const { database: stackUrl } = testStack();
  admin = openDatabase({ url: stackUrl, poolSize: 1 });
  await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  const own = new URL(stackUrl);
  own.pathname = `/${name}`;
  url = own.href;
  await migrate(url, new LogFile(path.join(tmpdir(), name), 'migrate'));
  database = openDatabase({ url });
  repositories = createRepositories(database);
});
beforeEach(async () => {
  tenantId = newId('ten');
  await database.tenant.create({ data: { id: tenantId, name: 'Test' } });
  receiver = await openReceiver();
});
afterEach(async () => {
  receiver.answer = undefined;
  for (const each of running.splice(0)) await each.stop();
  await receiver.close();
});
afterAll(async () => {
  await sender.close();
  await database.$disconnect();
  await admin.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.$disconnect();
});

interface Engine {
  started: StartRequest[];
  away: boolean;
}

type Log = (about: object) => void;

const ports = (log: Log = () => undefined): DelivererPorts => ({
  outbox: repositories.outbox,
  sender,
  secrets: box,
  log: { info: log, warn: log },
});

function dispatcher(engine: Engine = { started: [], away: false }, log?: Log) {
  const made = new Dispatcher({
    ...ports(log),
    engine: {
      async start(request) {
        if (engine.away) throw new HeadendError('temporal/unavailable', 'The workflow engine did not answer.');
        engine.started.push(request);
      },
    },
    keptDays: 30,
  });
  running.push(made);
  made.start();
  return made;
}

async function endpoint(to = receiver, owner = tenantId): Promise<string> {
  const secret = newWebhookSecret();
  to.secrets.push(secret);
  const { id } = await repositories.webhooks.create({
    tenantId: owner,
    actor: 'test',
    requestKey: secret,
    url: to.url,
    events: [],
    testMode: false,
    seal: (id) => box.seal(secret, id),
  });
  return id;
}

const happen = (subject = 'tit_1', owner = tenantId): Promise<string> =>
  database.$transaction((transaction) =>
    appendEvent(transaction, {
      tenantId: owner,
      type: 'title.updated',
      subject,
      data: EVENT_EXAMPLES['title.updated'],
    }),
  );

const deliveries = () => database.delivery.findMany({ where: { endpoint: { tenantId } } });

/** All but the date goes on as always. */
const TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
const CLAIM = { busy: [] as string[], endpoints: 16, perTenant: 4, failing: 8, perEndpoint: 4, lockMs: 30_000 };

describe('dispatchers', () => {
  it('deliver each event once between three of them while nothing fails', async () => {
    await endpoint();
    for (let at = 0; at < 3; at++) dispatcher();
    const ids = await Promise.all(Array.from({ length: 150 }, () => happen()));
    await receiver.until('title.updated', 150, 60_000);
    await sleep(1_000);
    expect(receiver.received.map(({ event }) => event.id).sort()).toEqual([...ids].sort());
    expect(receiver.received.every(({ verifiedBy }) => verifiedBy === 1)).toBe(true);
    expect(new Set((await deliveries()).map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(
      new Set(['delivered 1']),
    );
  });

  it('deliver to an endpoint that was made on a node whose clock runs ahead, and nothing from before', async () => {
    await happen();
    jest.useFakeTimers({ now: Date.now() + 3_600_000, doNotFake: [...TIMERS] });
    const id = await endpoint().finally(() => jest.useRealTimers());
    expect((await repositories.webhooks.find(tenantId, id))?.createdAt.getTime()).toBeLessThan(Date.now() + 1_000);
    dispatcher();
    const eventId = await happen();
    await receiver.until('title.updated');
    expect(receiver.received.map(({ event }) => event.id)).toEqual([eventId]);
  });

  it('make no delivery of what was rolled back', async () => {
    await endpoint();
    dispatcher();
    const undone = database.$transaction(async (transaction) => {
      const data = EVENT_EXAMPLES['title.updated'];
      await appendEvent(transaction, { tenantId, type: 'title.updated', subject: 'tit_0', data });
      throw new Error('the change could not be made');
    });
    await expect(undone).rejects.toThrow('the change');
    const id = await happen();
    await receiver.until('title.updated');
    await sleep(1_200);
    expect(receiver.received.map(({ event }) => event.id)).toEqual([id]);
  });

  it('send at most four at a time to one endpoint, and let a slow one keep no other waiting', async () => {
    const slow = receiver;
    let most = 0;
    let open = 0;
    slow.answer = (_received, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(204).end();
      }, 800);
    };
    await endpoint(slow);
    const fast = await openReceiver();
    await endpoint(fast);
    dispatcher();
    await Promise.all(Array.from({ length: 20 }, () => happen()));
    const began = Date.now();
    await fast.until('title.updated', 20, 20_000);
    expect(slow.received.length).toBeLessThan(20);
    expect(Date.now() - began).toBeLessThan(4_000);
    await slow.until('title.updated', 20, 30_000);
    expect(most).toBe(4);
    await fast.close();
  });

  it('keep a failed delivery to themselves while the engine is away, and hand it over when it is back', async () => {
    await endpoint();
    const engine = { started: [] as StartRequest[], away: true };
    receiver.answer = (_received, response) => response.writeHead(500).end();
    const one = dispatcher(engine);
    const eventId = await happen();
    await eventually(async () => {
      expect(await deliveries()).toMatchObject([{ status: 'waiting', attempts: 1, lockedUntil: null }]);
    });
    const [row] = await deliveries();
    expect((row?.nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(20_000);

    engine.away = false;
    await database.delivery.updateMany({ where: { eventId }, data: { nextAt: new Date(0) } });
    one.wake();
    await eventually(async () => {
      expect(await deliveries()).toMatchObject([{ status: 'retrying', attempts: 2 }]);
    });
    expect(engine.started).toMatchObject([{ id: expect.stringMatching(/^webhook-retry:whe_\w+:evt_\w+$/) }]);
    expect(receiver.received.map(({ event }) => event.id)).toEqual([eventId, eventId]);
    expect(JSON.stringify(engine.started)).not.toMatch(/whsec_|passthrough|"data"/);
  });

  it.each([1, 9])('send a replay asked for while retry %d is under way, whatever becomes of that', async (failed) => {
    const id = await endpoint();
    const eventId = await happen();
    await repositories.outbox.spread(10);
    await database.delivery.updateMany({ where: { eventId }, data: { status: 'retrying', attempts: failed } });
    let replayed: Promise<number> | undefined;
    receiver.answer = async (_received, response) => {
      replayed ??= repositories.webhooks.replay({ tenantId, id, actor: 'test', requestKey: '' }, { eventId });
      await replayed;
      response.writeHead(500).end();
    };
    const { attemptDelivery } = createAnnounceActivities(ports());
    expect(await attemptDelivery({ endpointId: id, eventId, failed })).toMatchObject({ state: 'failed' });
    expect(await deliveries()).toMatchObject([{ status: 'waiting', cause: 'replay', nextAt: null }]);
    receiver.answer = undefined;
    dispatcher();
    await eventually(async () => expect(await deliveries()).toMatchObject([{ status: 'delivered' }]));
    expect(receiver.received).toHaveLength(2);
  });

  it('serve other tenants while every endpoint of one is slow', async () => {
    const slow = receiver;
    slow.answer = (_received, response) => void setTimeout(() => response.writeHead(204).end(), 1_500);
    for (let at = 0; at < 20; at++) await endpoint(slow);
    await happen();
    dispatcher();
    await eventually(async () => expect(slow.received.length).toBe(4));
    const other = newId('ten');
    await database.tenant.create({ data: { id: other, name: 'Other' } });
    const fast = await openReceiver();
    await endpoint(fast, other);
    await happen('tit_2', other);
    await fast.until('title.updated');
    expect(slow.received.length).toBe(4);
    await slow.until('title.updated', 20, 30_000);
    await fast.close();
  });

  it('claim for whom was served longest ago, and of those that fail no more than their lanes', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 6; at++) ids.push(await endpoint());
    await happen();
    await repositories.outbox.spread(10);
    const claimed = async (more: Partial<typeof CLAIM>) => {
      const keys = await repositories.outbox.claim({ ...CLAIM, ...more, lockMs: 0 });
      return keys.map(({ endpointId }) => ids.indexOf(endpointId)).sort();
    };
    const [event] = await database.event.findMany({ where: { tenantId } });
    for (const [at, endpointId] of ids.slice(0, 4).entries())
      await database.deliveryAttempt.create({
        data: {
          id: newId('atm'),
          eventId: event?.id ?? '',
          endpointId,
          cause: 'dispatcher',
          startedAt: new Date(1_000 * (4 - at)),
          durationMs: 1,
          requestHeaders: {},
        },
      });
    expect(await claimed({})).toEqual([2, 3, 4, 5]);
    expect(await claimed({ endpoints: 3 })).toEqual([3, 4, 5]);
    expect(await claimed({ busy: [ids[0] ?? '', ids[4] ?? ''] })).toEqual([3, 5]);
    const failing = { id: { in: [3, 4, 5].map((at) => ids[at] ?? '') } };
    await database.webhookEndpoint.updateMany({ where: failing, data: { failingSince: new Date() } });
    expect(await claimed({ failing: 1 })).toEqual(expect.arrayContaining([2]));
    expect(await claimed({ failing: 1 })).toHaveLength(2);
    expect(await claimed({ failing: 1, busy: [ids[4] ?? ''] })).toEqual([2]);
    await database.delivery.deleteMany({ where: { endpointId: { in: ids } } });
  });

  it('take over what a dead one had in hand, when its lock has run out', async () => {
    await endpoint();
    const eventId = await happen();
    await repositories.outbox.spread(10);
    expect(await repositories.outbox.claim({ ...CLAIM, lockMs: 3_000 })).toMatchObject([{ eventId }]);
    const took = Date.now();
    dispatcher();
    await receiver.until('title.updated');
    expect(Date.now() - took).toBeGreaterThanOrEqual(2_900);
    expect(receiver.received.map(({ event }) => event.id)).toEqual([eventId]);
  });

  it('leave deliveries of a secret that does not open, and go on with others', async () => {
    const id = await endpoint();
    await database.webhookSecret.updateMany({ where: { endpointId: id }, data: { sealed: randomBytes(60) } });
    const other = await openReceiver();
    await endpoint(other);
    const told: object[] = [];
    dispatcher(undefined, (about) => told.push(about));
    await happen();
    await other.until('title.updated');
    await eventually(async () => expect(String(told.map((each) => (each as { err?: Error }).err))).toContain('open'));
    expect(receiver.received).toEqual([]);
    await other.close();
  });

  it('are woken by a commit, not by the clock', async () => {
    let woken = 0;
    const stop = listenForEvents(url, () => {
      woken += 1;
    });
    await eventually(async () => expect(woken).toBe(1));
    await happen();
    await eventually(async () => expect(woken).toBe(2), 2_000);
    await stop();
  });

  it('forget old events that nothing waits for, with their deliveries', async () => {
    await endpoint();
    dispatcher();
    const [old, waiting, young] = [await happen(), await happen(), await happen()];
    await receiver.until('title.updated', 3);
    await eventually(async () => expect((await deliveries()).every(({ status }) => status === 'delivered')).toBe(true));
    const before = new Date(Date.now() - 86_400_000);
    await database.event.updateMany({ where: { id: { in: [old, waiting] } }, data: { createdAt: new Date(0) } });
    await database.delivery.updateMany({ where: { eventId: waiting }, data: { status: 'retrying' } });
    expect(await repositories.outbox.sweep(before, 100)).toBe(1);
    const left = await database.event.findMany({ where: { tenantId }, orderBy: { sequence: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual([waiting, young]);
    expect(await database.deliveryAttempt.count({ where: { eventId: old } })).toBe(0);
  });
});
