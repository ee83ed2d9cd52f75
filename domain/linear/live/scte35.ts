/** Splice points as SCTE 35 2023r1 writes them. They act at once: their place is that of the tag or event that carries them. */

/** A break as splice messages tell it. */
export interface SplicePoint {
  /** Names the break: 32 bits, the same out and in. */
  eventId: number;
  /** Whether it begins or ends. */
  out: boolean;
  /** Planned length of the break, milliseconds; undefined: not told. */
  durationMs?: number;
}

/** An upid of a segmentation descriptor. SCTE 35, 10.3.3.1, table 22. */
export interface Upid {
  /** 0x0E: ADS information. */
  type: number;
  text: string;
}

const TABLE_ID = 0xfc;
const SPLICE_INSERT = 0x05;
const TIME_SIGNAL = 0x06;
/** `CUEI`. */
const IDENTIFIER = 0x43554549;
const SEGMENTATION_DESCRIPTOR = 0x02;
/** Provider advertisement start and end. SCTE 35, 10.3.3.1, table 23. */
const AD_START = 0x30;
const AD_END = 0x31;
const TICKS_PER_MS = 90;

/** A splice_info_section with a splice_insert command (9.7.3). */
export function spliceInsert({ eventId, out, durationMs }: SplicePoint): Buffer {
  const timed = out && durationMs !== undefined;
  const bits = new Bits()
    .put(32, eventId)
    .put(1, 0) // splice_event_cancel_indicator
    .put(7, 0x7f)
    .put(1, out ? 1 : 0) // out_of_network_indicator
    .put(1, 1) // program_splice_flag
    .put(1, timed ? 1 : 0) // duration_flag
    .put(1, 1) // splice_immediate_flag
    .put(1, 0) // event_id_compliance_flag: the event id is this provider's own
    .put(3, 0x7);
  // break_duration(): auto_return, reserved, duration
  if (timed) bits.put(1, 1).put(6, 0x3f).put(33, ticksOf(durationMs));
  bits.put(16, 0).put(8, 0).put(8, 0); // unique_program_id, avail_num, avails_expected
  return section(SPLICE_INSERT, bits.bytes(), Buffer.alloc(0));
}

/** A splice_info_section with a time_signal and the segmentation descriptor of an advertisement (9.7.4, 10.3.3). */
export function timeSignal(point: SplicePoint, upid: Upid): Buffer {
  const untimed = new Bits().put(1, 0).put(7, 0x7f).bytes(); // splice_time() without a time
  return section(TIME_SIGNAL, untimed, segmentation(point, upid));
}

function segmentation({ eventId, out, durationMs }: SplicePoint, upid: Upid): Buffer {
  const name = Buffer.from(upid.text, 'utf8').subarray(0, 0xff);
  const timed = out && durationMs !== undefined;
  const bits = new Bits()
    .put(32, IDENTIFIER)
    .put(32, eventId)
    .put(1, 0) // segmentation_event_cancel_indicator
    .put(7, 0x7f)
    .put(1, 1) // program_segmentation_flag
    .put(1, timed ? 1 : 0) // segmentation_duration_flag
    .put(1, 1) // delivery_not_restricted_flag
    .put(5, 0x1f);
  if (timed) bits.put(40, ticksOf(durationMs));
  bits.put(8, upid.type).put(8, name.length);
  for (const byte of name) bits.put(8, byte);
  bits
    .put(8, out ? AD_START : AD_END)
    .put(8, 0)
    .put(8, 0); // segment_num, segments_expected
  const body = bits.bytes();
  return Buffer.concat([Buffer.from([SEGMENTATION_DESCRIPTOR, body.length]), body]);
}

/** A splice_info_section around a command and its descriptors (9.6.1), in the clear. */
function section(type: number, command: Buffer, descriptors: Buffer): Buffer {
  const rest = new Bits()
    .put(8, 0) // protocol_version
    .put(1, 0) // encrypted_packet
    .put(6, 0) // encryption_algorithm
    .put(33, 0) // pts_adjustment
    .put(8, 0) // cw_index
    .put(12, 0xfff) // tier: none
    .put(12, command.length)
    .put(8, type)
    .bytes();
  const loop = new Bits().put(16, descriptors.length).bytes();
  const length = rest.length + command.length + loop.length + descriptors.length + 4;
  const head = new Bits()
    .put(8, TABLE_ID)
    .put(1, 0) // section_syntax_indicator
    .put(1, 0) // private_indicator
    .put(2, 3) // sap_type: not told
    .put(12, length)
    .bytes();
  const covered = Buffer.concat([head, rest, command, loop, descriptors]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32Mpeg2(covered));
  return Buffer.concat([covered, crc]);
}

const ticksOf = (ms: number): number => Math.round(ms * TICKS_PER_MS);

/** CRC-32/MPEG-2: polynomial 0x04C11DB7, all ones at the start, not reflected. ISO/IEC 13818-1, annex A. */
export function crc32Mpeg2(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

/** Fields one after another, the most significant bit first. */
class Bits {
  private readonly whole: number[] = [];
  private part = 0;
  private filled = 0;

  /** @param width at most 40 @param value not negative, below 2 to the power of `width` */
  put(width: number, value: number): this {
    for (let left = width; left > 0; ) {
      const take = Math.min(left, 8 - this.filled);
      left -= take;
      this.part = (this.part << take) | (Math.floor(value / 2 ** left) % 2 ** take);
      this.filled += take;
      if (this.filled === 8) {
        this.whole.push(this.part);
        this.part = 0;
        this.filled = 0;
      }
    }
    return this;
  }

  /** @throws {RangeError} when they are no whole bytes */
  bytes(): Buffer {
    if (this.filled > 0) throw new RangeError(`${this.filled} bits are over`);
    return Buffer.from(this.whole);
  }
}
