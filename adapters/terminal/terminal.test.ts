import { canRedraw, LiveRegion } from './live-region';
import { Emulator } from './testing/emulator';
import { cutTo, padTo, paint, widthOf } from './text';

describe('the width of a text', () => {
  it.each([
    ['plain', 5],
    ['Träumerei', 9],
    ['日本', 4],
    ['🎬', 2],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['\x1b[32m✓\x1b[0m', 1],
    ['█···', 4],
  ])('%j takes %i columns', (text, width) => expect(widthOf(text)).toBe(width));

  it('is kept when cut, wherever the colours and wide letters lie', () => {
    const text = 'a\x1b[2m日本語の題名\x1b[0m and more';
    for (let columns = 1; columns < 40; columns++) expect(widthOf(cutTo(text, columns))).toBeLessThanOrEqual(columns);
    expect(cutTo(text, 6)).toBe('a\x1b[2m日本…\x1b[0m');
    expect(cutTo('short', 5)).toBe('short');
    expect(padTo('日本', 6)).toBe('日本  ');
  });
});

describe('colours', () => {
  it('are left out where NO_COLOR or a dumb terminal asks for it', () => {
    expect(paint({}).green('x')).toBe('\x1b[32mx\x1b[0m');
    expect(paint({ NO_COLOR: '1' }).green('x')).toBe('x');
    expect(paint({ TERM: 'dumb' }).green('x')).toBe('x');
  });

  it('and drawing over needs a terminal that can', () => {
    expect(canRedraw(new Emulator(), {})).toBe(true);
    expect(canRedraw(new Emulator(), { TERM: 'dumb' })).toBe(false);
    expect(canRedraw({ write: () => true }, {})).toBe(false);
  });
});

describe('a live region', () => {
  it('draws over its lines, fewer or more, under what stays', () => {
    const screen = new Emulator();
    const region = new LiveRegion(screen);
    region.draw(['one', 'two', 'three']);
    region.draw(['uno'], ['kept']);
    region.draw(['uno', 'dos'], ['kept too']);
    expect(screen.text).toEqual(['kept', 'kept too', 'uno', 'dos']);
  });

  it('never wraps: lines are cut to the width, and to the height from above', () => {
    const screen = new Emulator(10, 4);
    const region = new LiveRegion(screen);
    for (let turn = 0; turn < 3; turn++) region.draw([1, 2, 3, 4, 5].map((line) => `${line} a long line ${turn}`));
    expect(screen.text).toEqual(['3 a long…', '4 a long…', '5 a long…']);
  });

  it('finds its lines again when the terminal became narrower', () => {
    const screen = new Emulator(40);
    const region = new LiveRegion(screen);
    region.draw(['x'.repeat(39), 'short']);
    const narrow = new Emulator(20);
    narrow.write(screen.raw);
    Object.assign(screen, { columns: 20, write: (text: string) => narrow.write(text) });
    region.draw(['now', 'short']);
    expect(narrow.text).toEqual(['now', 'short']);
  });

  it('writes nothing when nothing has changed, and clears nothing before it writes', () => {
    const screen = new Emulator();
    const region = new LiveRegion(screen);
    region.draw(['same']);
    const before = screen.raw;
    region.draw(['same']);
    expect(screen.raw).toBe(before);
    region.draw(['changed']);
    expect(screen.raw.slice(before.length)).toBe('\x1b[?2026h\r\x1b[1Achanged\x1b[K\n\x1b[J\x1b[?2026l');
  });

  it('hides the cursor while it lives', () => {
    const screen = new Emulator();
    const region = new LiveRegion(screen);
    const listeners = process.listenerCount('exit');
    region.draw(['x']);
    expect(screen.cursorShown).toBe(false);
    expect(process.listenerCount('exit')).toBe(listeners + 1);
    region.end();
    expect(screen.cursorShown).toBe(true);
    expect(process.listenerCount('exit')).toBe(listeners);
    expect(screen.text).toEqual(['x']);
  });
});
