"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const fast_check_1 = __importDefault(require("fast-check"));
const file_names_1 = require("./file-names");
const stability_1 = require("./stability");
const grouped = (...names) => (0, file_names_1.groupFiles)(names, (name) => name).map(({ stem, files }) => [stem, ...files.map(({ role }) => role)]);
describe('names of files in a watch folder', () => {
    it('make one title of a master and what lies beside it', () => {
        expect(grouped('film.mov', 'film.en.srt', 'film.forced.fr.vtt', 'film.de.wav', 'film.jpg', 'film.backdrop.png', 'film.json')).toEqual([
            [
                'film',
                { role: 'master' },
                { role: 'subtitles', language: 'en' },
                { role: 'forced', language: 'fr' },
                { role: 'audio', language: 'de' },
                { role: 'poster' },
                { role: 'artwork', kind: 'backdrop' },
                { role: 'metadata' },
            ],
        ]);
    });
    it('belong to the longest master name they begin with', () => {
        expect(grouped('film.mov', 'film.2.mov', 'film.2.en.srt', 'film.en.srt').map(([stem]) => stem)).toEqual([
            'film',
            'film.2',
        ]);
        expect((0, file_names_1.roleOf)('film.2.en.srt', 'film.2')).toEqual({ role: 'subtitles', language: 'en' });
    });
    it.each([
        ['film.fr.forced.vtt', { role: 'forced', language: 'fr' }],
        ['film.pt-BR.sdh.srt', { role: 'captions', language: 'pt-BR' }],
        ['film.en.description.wav', { role: 'audio', language: 'en', kind: 'description' }],
        ['film.srt', { role: 'unknown' }],
        ['film.en.de.srt', { role: 'unknown' }],
        ['film.exe', { role: 'unknown' }],
    ])('%s is %j', (name, role) => expect((0, file_names_1.roleOf)(name, 'film')).toEqual(role));
    it.each(['film.mov.part', '.film.mov', 'a/.film.mov', 'film.mov~', 'film.TMP', 'dir/'])('%s is passed over', (name) => expect((0, file_names_1.isTemporary)(name)).toBe(true));
    it('put every lasting file into exactly one group, whatever the order they are listed in', () => {
        const part = fast_check_1.default.constantFrom('film', 'en', 'forced', 'de', '2', 'x');
        const name = fast_check_1.default
            .tuple(fast_check_1.default.array(part, { minLength: 1, maxLength: 4 }), fast_check_1.default.constantFrom('mov', 'srt', 'wav', 'jpg', 'json', 'exe', 'part'))
            .map(([parts, ending]) => [...parts, ending].join('.'));
        fast_check_1.default.assert(fast_check_1.default.property(fast_check_1.default.uniqueArray(name, { maxLength: 12 }), (names) => {
            const all = (0, file_names_1.groupFiles)(names, (each) => each).flatMap(({ stem, files }) => files.map(({ file }) => [file, stem]));
            expect(all.map(([file]) => file).sort()).toEqual(names.filter((each) => !(0, file_names_1.isTemporary)(each)).sort());
            for (const [file, stem] of all)
                expect(file?.startsWith(`${stem}.`)).toBe(true);
            const other = (0, file_names_1.groupFiles)([...names].reverse(), (each) => each).flatMap(({ stem, files }) => files.map(({ file }) => [file, stem]));
            expect(new Map(other)).toEqual(new Map(all));
        }));
    });
});
describe('a file that comes to rest', () => {
    it('is stable only when nothing changed for so long, over two looks at least', () => {
        const look = fast_check_1.default.record({ after: fast_check_1.default.integer({ min: 1, max: 40 }), bytes: fast_check_1.default.integer({ min: 1, max: 3 }) });
        fast_check_1.default.assert(fast_check_1.default.property(fast_check_1.default.array(look, { minLength: 1, maxLength: 20 }), fast_check_1.default.integer({ min: 1, max: 60 }), (looks, seconds) => {
            let known;
            const seen = [];
            let at = 0;
            for (const { after, bytes } of looks) {
                at += after;
                seen.push({ at, bytes });
                known = (0, stability_1.lookedAt)({ objectKey: 'k', bytes, etag: `e${bytes}` }, known, new Date(at * 1000));
                const same = seen.slice(seen.findLastIndex((each) => each.bytes !== bytes) + 1);
                const rests = same.length >= 2 && at - (same[0]?.at ?? at) >= seconds;
                expect((0, stability_1.isStable)(known, seconds)).toBe(rests);
            }
        }));
    });
    it('is named in orders by its content', () => {
        expect((0, stability_1.watchedEtag)((0, stability_1.watchedId)('"abc-2"', 7))).toBe('abc-2');
        expect((0, stability_1.watchedEtag)('upl_1')).toBeUndefined();
    });
});
