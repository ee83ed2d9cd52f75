import fc from 'fast-check';
import { crc32Mpeg2, spliceInsert, timeSignal } from './scte35';
import { decoded } from './testing/scte35-decoder';

const UPID = { type: 0x0e, text: 'headend:chn_1:brk_1' };
const point = fc.record({
  eventId: fc.integer({ min: 0, max: 0xffffffff }),
  out: fc.boolean(),
  durationMs: fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
});

describe('splice messages, read by a decoder of others', () => {
  it('are splice_inserts that act at once, with the length of the break', () => {
    fc.assert(
      fc.property(point, (splice) => {
        const { eventId, out, durationMs } = splice;
        const timed = out && durationMs !== undefined;
        const section = spliceInsert(splice);
        expect(crc32Mpeg2(section)).toBe(0);
        expect(decoded(section)).toMatchObject({
          ...{ tableId: 0xfc, sectionLength: section.length - 3, tier: 0xfff, spliceCommandType: 5 },
          spliceCommand: {
            ...{ spliceEventId: eventId, outOfNetworkIndicator: out, spliceImmediateFlag: true, durationFlag: timed },
            ...(timed ? { breakDuration: { autoReturn: true, duration: durationMs * 90 } } : {}),
          },
        });
      }),
    );
  });

  it('are time_signals with a segmentation descriptor', () => {
    fc.assert(
      fc.property(point, (splice) => {
        const section = timeSignal(splice, UPID);
        expect(crc32Mpeg2(section)).toBe(0);
        expect(decoded(section)).toMatchObject({
          ...{ spliceCommandType: 6, spliceCommandLength: 1, spliceCommand: { specified: false } },
          descriptor: [{ spliceDescriptorTag: 2, descriptorLength: section.length - 23, indentifier: 'CUEI' }],
        });
      }),
    );
  });

  it('say what the advertisement is, byte for byte as SCTE 35 10.3.3 has it', () => {
    const text = Buffer.from(UPID.text).toString('hex');
    const [begin, end] = [true, false].map((out) =>
      timeSignal({ eventId: 7, out, durationMs: 30_000 }, UPID).toString('hex'),
    );
    // identifier, event, not cancelled, flags, 2,700,000 ticks, upid type, length and text, type 0x30, number, expected
    expect(begin).toContain(`43554549000000077fff00002932e00e13${text}300000`);
    expect(end).toContain(`43554549000000077fbf0e13${text}310000`);
  });
});

it('CRC-32/MPEG-2 has its check value', () => expect(crc32Mpeg2(Buffer.from('123456789'))).toBe(0x0376e6e7));
