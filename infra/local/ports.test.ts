import { connect, createServer } from 'node:net';
import { holdPort, isFree, pickPorts, releasePorts } from './ports';

const allFree = async () => true;

describe('holdPort', () => {
  it('lets the port go while somebody is connected to it', async () => {
    const letGo = await holdPort(18_090);
    const early = connect(18_090, '127.0.0.1');
    early.on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await letGo?.();
    expect(await isFree(18_090)).toBe(true);
    early.destroy();
  });
});

describe('pickPorts', () => {
  it('gives the port that is wanted when it is free', async () => {
    const { ports, moved } = await pickPorts([{ name: 'api', wanted: 18_080 }], 'a', {}, allFree);
    expect(ports).toEqual({ api: 18_080 });
    expect(moved).toEqual([]);
    releasePorts(Object.values(ports));
  });

  it('takes the next free one instead of a busy one, and says so', async () => {
    const free = async (port: number) => port !== 18_080;
    const { ports, moved } = await pickPorts([{ name: 'api', wanted: 18_080 }], 'a', {}, free);
    expect(moved).toEqual([{ name: 'api', wanted: 18_080, got: 18_081 }]);
    releasePorts(Object.values(ports));
  });

  it('takes remembered ports again where they are free', async () => {
    const remembered = { one: 25_001, two: 25_002 };
    const free = async (port: number) => port !== 25_002;
    const { ports } = await pickPorts([{ name: 'one' }, { name: 'two' }], 'a', remembered, free);
    expect(ports.one).toBe(25_001);
    expect(ports.two).not.toBe(25_002);
    releasePorts(Object.values(ports));
  });

  it('never gives one port twice, even to two stacks that choose at once', async () => {
    const wishes = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
    const picked = await Promise.all([pickPorts(wishes, 'same', {}, allFree), pickPorts(wishes, 'same', {}, allFree)]);
    const all = picked.flatMap(({ ports }) => Object.values(ports));
    expect(new Set(all).size).toBe(8);
    releasePorts(all);
  });

  it('finds pairs of ports at a distance', async () => {
    const busy = new Set<number>();
    const free = async (port: number) => !busy.has(port);
    const { ports: first } = await pickPorts([{ name: 'pair', alsoAt: 10_000, highest: 22_000 }], 'seed', {}, free);
    releasePorts([first.pair ?? 0]);
    busy.add((first.pair ?? 0) + 10_000);
    const { ports: second } = await pickPorts([{ name: 'pair', alsoAt: 10_000, highest: 22_000 }], 'seed', {}, free);
    expect(second.pair).not.toBe(first.pair);
    expect(second.pair).toBeLessThan(22_000);
    releasePorts([second.pair ?? 0]);
  });
});

describe('isFree', () => {
  it('sees a port that another listens on', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });
});
