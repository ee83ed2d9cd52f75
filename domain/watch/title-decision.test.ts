import fc from 'fast-check';
import { groupFiles } from './file-names';
import { type KnownFile, lookedAt } from './stability';
import { decideTitle, nameProblem, type Part, WAIT_FACTOR, type WatchedFile, wantedParts } from './title-decision';

const STABLE_S = 30;
const NOW = 1_000_000;

/** A file that has been the same for so long. */
const file = (objectKey: string, about: Partial<WatchedFile> & { restedS?: number } = {}): WatchedFile => ({
  objectKey,
  bytes: 10,
  etag: objectKey,
  status: 'growing',
  seenAt: new Date(NOW * 1000),
  stableSince: new Date((NOW - (about.restedS ?? STABLE_S)) * 1000),
  ...about,
});
const decide = (...files: WatchedFile[]) =>
  groupFiles(files, ({ objectKey }) => objectKey).map((group) => decideTitle(group, STABLE_S));
const only = (...files: WatchedFile[]) => {
  const [title, ...more] = decide(...files);
  expect(more).toEqual([]);
  if (!title) throw new Error('no title');
  return {
    refused: title.refusals.map((refusal) => [refusal.file.objectKey, refusal.code]),
    reopened: title.reopened.map(({ objectKey }) => objectKey),
    parts: title.parts?.map((part) => part.file.objectKey),
    refusals: title.refusals,
  };
};

describe('the files of one title', () => {
  it('are ordered together once they rest', () => {
    expect(only(file('film.mov'), file('film.en.srt')).parts).toEqual(['film.mov', 'film.en.srt']);
    expect(only(file('film.mov'), file('film.en.srt', { restedS: 5 })).parts).toBeUndefined();
  });

  it('go on without one that never rests, after ten times the stable seconds', () => {
    const restless = file('film.en.srt', { restedS: 0 });
    const waited = STABLE_S * (1 + WAIT_FACTOR);
    expect(only(file('film.mov', { restedS: waited - 1 }), restless).parts).toBeUndefined();
    expect(only(file('film.mov', { restedS: waited }), restless).parts).toEqual(['film.mov']);
  });

  it('do not wait for what no order would name', () => {
    expect(only(file('film.mov'), file('film.exe', { restedS: 0 })).parts).toEqual(['film.mov']);
  });

  it('lose a file of unknown role, and nothing else', () => {
    const { refused, parts } = only(file('film.mov'), file('film.en.srt'), file('film.en.de.srt'));
    expect(refused).toEqual([['film.en.de.srt', 'watch/unknown-role']]);
    expect(parts).toEqual(['film.mov', 'film.en.srt']);
  });

  it('lose an empty file, and nothing else', () => {
    const { refused, parts } = only(file('film.mov'), file('film.en.srt', { bytes: 0 }));
    expect(refused).toEqual([['film.en.srt', 'watch/empty-file']]);
    expect(parts).toEqual(['film.mov']);
  });

  it('are refused when their name is longer than an external_id may be', () => {
    expect(only(file(`${'a'.repeat(201)}.mov`)).refused.map(([, code]) => code)).toEqual(['watch/unusable-name']);
    expect(only(file(`${'a'.repeat(200)}.mov`)).refused).toEqual([]);
  });

  it.each(['new\nline.mov', 'a\\b.mov', 'a//b.mov', 'a/../b.mov', 'a/./b.mov', 'tab\t.mov'])(
    '%j is refused by its name',
    (name) => expect(only(file(`inbox/${name}`)).refused).toEqual([[`inbox/${name}`, 'watch/unusable-name']]),
  );

  it.each(['Été à la mer, 100 % #1 & co..mov', 'a/b c/d.mov', '片名.mov'])('%j is a name like any other', (name) =>
    expect(only(file(`inbox/${name}`)).parts).toEqual([`inbox/${name}`]),
  );

  it.each([
    [['film.mov', 'film.mp4'], 'film.mov and film.mp4 are each the master of film.'],
    [['film.en.srt', 'film.en.vtt'], 'film.en.srt and film.en.vtt are each the subtitles in en of film.'],
    [['film.EN.srt', 'film.en.vtt'], 'film.EN.srt and film.en.vtt are each the subtitles in EN of film.'],
    [['film.jpg', 'film.poster.jpg'], 'film.jpg and film.poster.jpg are each the poster of film.'],
  ])('%j are ambiguous: each is told both names', (names, detail) => {
    const beside = names.includes('film.mov') ? [] : [file('film.mov')];
    const { refused, refusals, parts } = only(...beside, ...names.map((name) => file(name)));
    expect(refused).toEqual(names.map((name) => [name, 'watch/ambiguous']));
    expect(refusals[0]?.detail).toBe(detail);
    expect(parts).toEqual(beside.length > 0 ? ['film.mov'] : undefined);
  });

  it('keep what was taken before when a second of its kind comes', () => {
    const { refused, parts } = only(file('film.mov', { status: 'ordered' }), file('film.mp4'));
    expect(refused).toEqual([['film.mp4', 'watch/ambiguous']]);
    expect(parts).toBeUndefined();
  });

  it('take a refused file back once the cause is gone', () => {
    const refused = file('film.en.vtt', { status: 'refused', problem: { code: 'watch/ambiguous' } });
    const taken = file('film.mov', { status: 'ordered' });
    expect(only(taken, refused)).toMatchObject({
      reopened: ['film.en.vtt'],
      refused: [],
      parts: ['film.mov', 'film.en.vtt'],
    });
    expect(only(taken, file('film.en.srt', { status: 'sidecar' }), refused)).toMatchObject({
      reopened: [],
      refused: [],
      parts: undefined,
    });
  });

  it('leave alone what the order desk refused until it changes', () => {
    const refused = file('film.mov', { status: 'refused', problem: { code: 'master/too-large' } });
    expect(only(refused).parts).toBeUndefined();
    expect(only(refused, file('film.en.srt')).parts).toEqual(['film.en.srt']);
  });

  it('ask for nothing when all of them were taken', () => {
    expect(only(file('film.mov', { status: 'ordered' }), file('film.en.srt', { status: 'sidecar' })).parts).toBe(
      undefined,
    );
  });
});

describe('what an order names', () => {
  const parts: Part<string>[] = [
    { file: 'film.mov', role: { role: 'master' } },
    { file: 'film.en.srt', role: { role: 'subtitles', language: 'en' } },
    { file: 'film.jpg', role: { role: 'poster' } },
  ];
  const wanted = (given: Part<string>[], update: boolean, published: string[]) =>
    wantedParts(given, { update, isPublished: (each) => published.includes(each) })?.map((part) => part.file);

  it('is everything, for a title that is not published', () =>
    expect(wanted(parts, false, [])).toEqual(['film.mov', 'film.en.srt', 'film.jpg']));
  it('is a late sidecar alone, for one that is', () =>
    expect(wanted(parts, true, ['film.mov', 'film.jpg'])).toEqual(['film.en.srt']));
  it('is a new master alone when everything beside it stands', () =>
    expect(wanted(parts, true, ['film.en.srt', 'film.jpg'])).toEqual(['film.mov']));
  it('is nothing for sidecars that wait for their master', () =>
    expect(wanted(parts.slice(1), false, [])).toBeUndefined());
  it('is a sidecar without its master when the title came another way', () =>
    expect(wanted(parts.slice(1, 2), true, [])).toEqual(['film.en.srt']));
});

const NAMES = ['film.mov', 'film.mp4', 'film.en.srt', 'film.en.vtt', 'film.de.srt', 'film.jpg', 'film.x', 'other.mov'];
const anyFile = fc.record({
  objectKey: fc.constantFrom(...NAMES),
  bytes: fc.constantFrom(0, 10, 10, 10),
  status: fc.constantFrom('growing' as const, 'growing' as const, 'ordered' as const, 'refused' as const),
  restedS: fc.constantFrom(0, STABLE_S, STABLE_S * 2, STABLE_S * 20),
});
const anyFolder = fc
  .uniqueArray(anyFile, { selector: ({ objectKey }) => objectKey, maxLength: 8 })
  .map((about) => about.map(({ objectKey, ...rest }) => file(objectKey, rest)));

describe('every folder', () => {
  it('is judged alike in whatever order it is listed', () => {
    const told = (files: WatchedFile[]) =>
      decide(...files)
        .map(({ stem, refusals, parts }) => ({
          stem,
          refused: refusals.map((refusal) => `${refusal.file.objectKey} ${refusal.code}`).sort(),
          parts: parts?.map((part) => part.file.objectKey).sort(),
        }))
        .sort((a, b) => (a.stem < b.stem ? -1 : 1));
    fc.assert(
      fc.property(
        anyFolder.chain((files) =>
          fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
        ),
        ([files, shuffled]) => expect(told(shuffled)).toEqual(told(files)),
      ),
    );
  });

  it('orders the same without the files that are refused', () => {
    const ordered = (files: WatchedFile[]) =>
      decide(...files).flatMap(({ parts }) => parts?.map((part) => part.file.objectKey) ?? []);
    fc.assert(
      fc.property(anyFolder, (files) => {
        const refused = new Set(decide(...files).flatMap(({ refusals }) => refusals.map((each) => each.file)));
        expect(ordered(files.filter((each) => !refused.has(each))).sort()).toEqual(ordered(files).sort());
      }),
    );
  });

  it('orders only what rests, has bytes, and stands for itself', () => {
    fc.assert(
      fc.property(anyFolder, (files) => {
        for (const { parts = [] } of decide(...files)) {
          const roles = parts.map(({ role }) => JSON.stringify(role));
          const fresh = parts.filter((part) => part.file.status === 'growing');
          expect(new Set(fresh.map(({ role }) => JSON.stringify(role))).size).toBe(fresh.length);
          expect(roles.length).toBe(parts.length);
          for (const part of fresh) {
            expect(part.file.bytes).toBeGreaterThan(0);
            expect(part.file.seenAt.getTime() - part.file.stableSince.getTime()).toBeGreaterThanOrEqual(
              STABLE_S * 1000,
            );
          }
        }
      }),
    );
  });
});

describe('a master over many looks', () => {
  it('is ordered exactly once each time it comes to rest with another content', () => {
    const looks = fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 40 }),
        master: fc.constantFrom('A', 'B', 'C'),
        sidecar: fc.constantFrom(undefined, 'x', 'y'),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(looks, (rounds) => {
        const ordered: string[] = [];
        const expected: string[] = [];
        let known = new Map<string, WatchedFile>();
        let at = 0;
        let rest: { content: string; since: number; looks: number; counted: boolean } | undefined;
        for (const { after, master, sidecar } of rounds) {
          at += after;
          const now = new Date(at * 1000);
          const seen: [string, string][] = [
            ['film.mov', master],
            ...(sidecar ? [['film.en.srt', sidecar] as [string, string]] : []),
          ];
          known = new Map(seen.map(([key, content]) => [key, looked(key, content, known.get(key), now)]));
          for (const { parts = [] } of decide(...known.values()))
            for (const part of parts) {
              if (part.role.role === 'master' && part.file.status === 'growing') ordered.push(part.file.etag);
              known.set(part.file.objectKey, {
                ...part.file,
                status: part.role.role === 'master' ? 'ordered' : 'sidecar',
              });
            }
          if (rest?.content !== master) rest = { content: master, since: at, looks: 1, counted: false };
          else rest.looks++;
          const waited = at - rest.since >= STABLE_S * (1 + WAIT_FACTOR);
          const beside = known.get('film.en.srt');
          const quiet = !beside || beside.status === 'sidecar' || at - beside.stableSince.getTime() / 1000 >= STABLE_S;
          if (!rest.counted && rest.looks > 1 && at - rest.since >= STABLE_S && (quiet || waited)) {
            rest.counted = true;
            expected.push(master);
          }
        }
        expect(ordered).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the name of a file that is to come', () => {
  it.each(['film.mov', 'film.en.srt', 'film.de.description.wav', 'season-1/e1.mp4', 'film.backdrop.jpg', 'film.json'])(
    'may be %s',
    (name) => expect(nameProblem(name)).toBeUndefined(),
  );

  it.each([
    ['film.exe', 'watch/unknown-role'],
    ['film.srt', 'watch/unknown-role'],
    ['../other/film.mov', 'watch/unusable-name'],
    ['a/./film.mov', 'watch/unusable-name'],
    ['/film.mov', 'watch/unusable-name'],
    ['film.mov/', 'watch/unusable-name'],
    ['new\nline.mov', 'watch/unusable-name'],
    ['film.mov.part', 'watch/unusable-name'],
    ['.film.mov', 'watch/unusable-name'],
    [`${'n'.repeat(201)}.mov`, 'watch/unusable-name'],
  ])('may not be %j', (name, code) => expect(nameProblem(name)?.code).toBe(code));

  it('is never refused where a look would take the file', () => {
    const names = fc
      .array(fc.constantFrom('film', 'a', 'en', 'de', 'sdh', 'forced', 'srt', 'mov', 'wav', 'jpg', 'x'), {
        minLength: 1,
        maxLength: 5,
      })
      .map((words) => words.join('.'));
    fc.assert(
      fc.property(names, fc.array(names, { maxLength: 2 }), (name, others) => {
        const all = [name, ...others.filter((other) => other !== name)].map((each) => file(each));
        const taken = decide(...all).some(({ parts }) => parts?.some((part) => part.file.objectKey === name));
        if (taken) expect(nameProblem(name)).toBeUndefined();
      }),
    );
  });
});

function looked(objectKey: string, content: string, before: WatchedFile | undefined, now: Date): WatchedFile {
  const { changed, ...rest }: KnownFile & { changed: boolean } = lookedAt(
    { objectKey, bytes: 10, etag: content },
    before,
    now,
  );
  return { ...rest, status: changed || !before ? 'growing' : before.status };
}
