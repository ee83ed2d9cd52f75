import { boxes } from './boxes';
import { type InitFacts, readFragment, readInit } from './fmp4';
import { sealedSamples } from './samples';
import { walkFragments } from './walk';

const u32 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from(hex(value, 8), 'hex')));
const u64 = (value: number): Buffer => Buffer.from(hex(value, 16), 'hex');
/** Two's complement for what is below zero. */
const hex = (value: number, digits: number): string =>
  BigInt.asUintN(digits * 4, BigInt(value))
    .toString(16)
    .padStart(digits, '0');
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type), body]);
};
/** With the size in 64 bits. */
const wideBox = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(1), Buffer.from(type), u64(body.length + 16), body]);
};
const versioned = (type: string, version: number, flags: number, ...parts: Buffer[]): Buffer =>
  box(type, u32(version * 2 ** 24 + flags), ...parts);

/** An initialisation segment of a film with 600 ticks a second, whose track has 24,000. */
function init({ version = 0, edits = [] as [duration: number, mediaTime: number][], language = 0x15c7 } = {}): Buffer {
  const time = version === 1 ? u64 : u32;
  const avcC = box('avcC', Buffer.from([1, 0x64, 0, 0x1f, 0, 0, 0, 0]));
  const entry = box(
    'avc1',
    Buffer.alloc(24),
    Buffer.from(`${hex(640, 4)}${hex(360, 4)}`, 'hex'),
    Buffer.alloc(50),
    avcC,
  );
  const entries = edits.flatMap(([duration, mediaTime]) => [time(duration), time(mediaTime), u32(0x10000)]);
  const header = (scale: number, ...more: Buffer[]) => [time(0), time(0), u32(scale), time(0), ...more];
  const track = box(
    'trak',
    ...(edits.length > 0 ? [box('edts', versioned('elst', version, 0, u32(edits.length), ...entries))] : []),
    box(
      'mdia',
      versioned('mdhd', version, 0, ...header(24_000, Buffer.from(`${hex(language, 4)}0000`, 'hex'))),
      box('minf', box('stbl', versioned('stsd', 0, 0, u32(1), entry))),
    ),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from('cmfc'), u32(0), Buffer.from('cmfc')),
    box(
      'moov',
      versioned('mvhd', version, 0, ...header(600, Buffer.alloc(80))),
      track,
      box('mvex', versioned('mehd', version, 0, time(6000)), versioned('trex', 0, 0, u32(1, 1, 1001, 70, 0x10000))),
    ),
  ]);
}

/** A fragment around these runs. */
const moof = (trafs: Buffer[], { tfhd = versioned('tfhd', 0, 0x20000, u32(1)), wide = false } = {}): Buffer =>
  box('moof', box('traf', tfhd, versioned('tfdt', wide ? 1 : 0, 0, wide ? u64(2 ** 40) : u32(5005)), ...trafs));
const facts = (bytes: Buffer) => readFragment(bytes, 0, bytes.length + 100, readInit(init()));

describe('an initialisation segment', () => {
  it.each([0, 1])('is read with boxes of version %i', (version) => {
    expect(readInit(init({ version, edits: [[6000, 2002]] }))).toMatchObject({
      ...{ codec: 'avc1.64001f', width: 640, height: 360, timescale: 24_000, declaredDuration: 240_000 },
      ...{ editShift: 2002, language: 'eng', brands: ['cmfc'] },
      defaults: { duration: 1001, size: 70, flags: 0x10000 },
    });
  });

  it.each([0, 1])('begins later by the empty edits in front, version %i', (version) => {
    // Half a second of nothing: 300 of 600, which are 12,000 of 24,000.
    const late = init({
      version,
      edits: [
        [300, -1],
        [6000, 2002],
      ],
    });
    expect(readInit(late).editShift).toBe(2002 - 12_000);
  });
});

describe('a fragment', () => {
  const run = (version: number, offsets: number[]): Buffer =>
    versioned('trun', version, 0x801, u32(offsets.length, 200, ...offsets));

  it('begins with its earliest picture, of signed offsets as well', () => {
    expect(facts(moof([run(0, [2002, 3003, 1001])]))).toMatchObject({
      ...{ decodeTime: 5005, presentationTime: 5005 + 2002, duration: 3003, samples: 3, mediaBytes: 210 },
      ...{ startsWithSync: false, firstSampleEnd: 270, encrypted: false },
    });
    expect(facts(moof([run(1, [0, 1001, -2002])])).presentationTime).toBe(5005);
    expect(facts(moof([run(1, [-1001, 1001, -1001])])).presentationTime).toBe(5005 - 1001);
  });

  it('may begin after more than 32 bits of ticks', () => {
    expect(facts(moof([run(1, [0])], { wide: true })).decodeTime).toBe(2 ** 40);
  });

  it('is refused when its places are counted from the beginning of the file', () => {
    const tfhd = versioned('tfhd', 0, 0x1, u32(1), u64(4096));
    expect(() => facts(moof([run(0, [0])], { tfhd }))).toThrow(/beginning of the file/);
  });

  it('is refused with two tracks, and without any sample', () => {
    const [one] = [...boxes(moof([run(0, [0])]))];
    const traf = moof([run(0, [0])]).subarray(one?.body);
    expect(() => facts(box('moof', traf, traf))).toThrow(/2 tracks/);
    expect(() => facts(moof([]))).toThrow(/no samples/);
    expect(() => facts(moof([run(0, [])]))).toThrow(/no samples/);
  });
});

it('finds fragments whose boxes have sizes of 64 bits', async () => {
  const head = moof([versioned('trun', 0, 0x1, u32(2, 200))]);
  const segment = Buffer.concat([box('styp', Buffer.from('msdh'), u32(0)), head, wideBox('mdat', Buffer.alloc(140))]);
  const readAt = async (at: number, length: number) => segment.subarray(at, at + length);
  const [found, ...others] = await walkFragments(readAt, segment.length, readInit(init()));
  expect([found?.start, found?.end, found?.mediaBytes, others]).toEqual([16, segment.length, 140, []]);
});

it('finds the encrypted samples of a run that goes on where the run before it ended', () => {
  const runs = [versioned('trun', 0, 0x1, u32(2, 500)), versioned('trun', 0, 0, u32(1))];
  const bytes = moof([...runs, versioned('senc', 0, 0, u32(3))]);
  const [place] = [...boxes(bytes)];
  const protection = {
    scheme: 'cbcs',
    kid: '',
    ivSize: 0,
    constantIv: Buffer.alloc(16),
    pattern: { crypt: 0, skip: 0 },
  };
  const track = { ...readInit(init()), protection } as InitFacts;
  const samples = place ? sealedSamples(bytes, place, track) : [];
  expect(samples.map(({ ranges }) => ranges[0]?.at)).toEqual([500, 570, 640]);
});
