import { describePart, partKey, type SidecarRole } from '../media/title-parts';
import { type FileGroup, type FileRole, groupFiles } from './file-names';
import { isStable, type KnownFile } from './stability';

/** A file of a watch folder with what became of it so far. */
export interface WatchedFile extends KnownFile {
  /** growing: not taken yet. ordered, sidecar: taken as master, beside one. refused: left alone until it changes. */
  status: 'growing' | 'ordered' | 'refused' | 'sidecar';
  problem?: { code: string };
}

/** Why the folder itself refuses a file. */
export interface FileRefusal<File> {
  file: File;
  code: (typeof NAMING)[number];
  detail: string;
}

export type MasterRole = Extract<FileRole, { role: 'master' }>;
export type SidecarFileRole = Extract<FileRole, { role: SidecarRole }>;

/** A file that an order can name. */
export interface Part<File> {
  file: File;
  role: MasterRole | SidecarFileRole;
}

/** What is to be done about the files of one title. */
export interface TitleDecision<File> {
  /** The `external_id`. */
  stem: string;
  /** Files that are refused by themselves; they hold up none of the others. */
  refusals: FileRefusal<File>[];
  /** Files whose refusal has lost its cause: they count as growing again. */
  reopened: File[];
  /** Every file that the title is made of, taken before or not; undefined while nothing is to be ordered. */
  parts?: Part<File>[];
}

/** What the folder refuses by name and size. It is judged anew at each look, and goes away with its cause. */
const NAMING = ['watch/unknown-role', 'watch/ambiguous', 'watch/empty-file', 'watch/unusable-name'] as const;

/** Longest `external_id`, UTF-16 units. */
const LONGEST_STEM = 200;

/** What no object of ours may be called: S3 takes such keys, but they break signatures, headers and paths. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNUSABLE = /[\u0000-\u001f\u007f\\]|(^|\/)\.{0,2}(\/|$)/;

/**
 * Files at rest wait so many times the folder's stable seconds for others of their name that still change. Then the title
 * goes on without those, which follow as an update once they rest.
 */
export const WAIT_FACTOR = 10;

/**
 * Decide about the files of one title after a look. Refused files are as if they were not there.
 *
 * @param stableSeconds how long a file must have been the same to count as at rest
 */
export function decideTitle<File extends WatchedFile>(
  { stem, files }: FileGroup<File>,
  stableSeconds: number,
): TitleDecision<File> {
  const open = files.filter(({ file }) => file.status !== 'refused' || isNaming(file));
  const resting = open.filter(({ file }) => isStable(file, stableSeconds));
  const refused = refusalsOf(stem, resting);
  const parts = resting.filter((part): part is Part<File> => part.role.role !== 'unknown' && !refused.has(part.file));
  const fresh = parts.filter(({ file }) => !isTaken(file)).map(({ file }) => file);
  const restless = open.some(({ file, role }) => role.role !== 'unknown' && !isStable(file, stableSeconds));
  const waits = restless && !fresh.some((file) => isStable(file, stableSeconds * (1 + WAIT_FACTOR)));
  return {
    stem,
    refusals: [...refused.values()].filter(({ file, code }) => file.problem?.code !== code),
    reopened: fresh.filter(({ status }) => status === 'refused'),
    parts: fresh.length > 0 && !waits ? parts : undefined,
  };
}

/**
 * The files that an order has to name: all of them for a title that is not published, else those that its version was not
 * made of. Undefined when there is nothing to order, as for sidecars that wait for their master.
 *
 * @param isPublished is the file, as it lies there, part of something published?
 */
export function wantedParts<File>(
  parts: readonly Part<File>[],
  { update, isPublished }: { update: boolean; isPublished: (file: File) => boolean },
): Part<File>[] | undefined {
  const wanted = update ? parts.filter(({ file }) => !isPublished(file)) : [...parts];
  const complete = update || wanted.some(({ role }) => role.role === 'master');
  return complete && wanted.length > 0 ? wanted : undefined;
}

/**
 * What is wrong with a name before there is a file of it: what a look would refuse whatever lies beside it, and names that
 * are passed over. Undefined for a good one.
 *
 * @param name path of the file within its folder
 */
export function nameProblem(name: string): Pick<FileRefusal<never>, 'code' | 'detail'> | undefined {
  if (UNUSABLE.test(name)) return UNUSABLE_NAME;
  const [group] = groupFiles([name], (each) => each);
  if (!group) return { code: 'watch/unusable-name', detail: 'Files with temporary names are passed over.' };
  return group.files[0]?.role.role === 'unknown' ? UNKNOWN_ROLE : stemProblem(group.stem);
}

const UNUSABLE_NAME = {
  code: 'watch/unusable-name',
  detail: 'The name has a control character, a backslash or an empty folder.',
} as const;
const UNKNOWN_ROLE = { code: 'watch/unknown-role', detail: 'The name does not tell role and language.' } as const;

const stemProblem = ({ length }: string) =>
  length > LONGEST_STEM
    ? ({ code: 'watch/unusable-name', detail: `The external_id would have ${length} characters.` } as const)
    : undefined;

const isNaming = ({ problem }: WatchedFile): boolean => NAMING.some((code) => code === problem?.code);
const isTaken = ({ status }: WatchedFile): boolean => status === 'ordered' || status === 'sidecar';

type Judged<File> = FileGroup<File>['files'][number];

function refusalsOf<File extends WatchedFile>(stem: string, files: Judged<File>[]): Map<File, FileRefusal<File>> {
  const refused = new Map<File, FileRefusal<File>>();
  const refuse = (file: File, problem: Pick<FileRefusal<File>, 'code' | 'detail'>) =>
    refused.set(file, { file, ...problem });
  const tooLong = stemProblem(stem);
  const fit: Part<File>[] = [];
  for (const { file, role } of files) {
    if (UNUSABLE.test(file.objectKey)) refuse(file, UNUSABLE_NAME);
    else if (role.role === 'unknown') refuse(file, UNKNOWN_ROLE);
    else if (tooLong) refuse(file, tooLong);
    else if (file.bytes === 0) refuse(file, { code: 'watch/empty-file', detail: 'The file has no bytes.' });
    else fit.push({ file, role });
  }
  for (const like of likes(fit)) {
    // What was taken before stays what it is; of several new ones, nobody can say which is meant.
    for (const { file, role } of like.length > 1 ? like.filter((part) => !isTaken(part.file)) : [])
      refuse(file, {
        code: 'watch/ambiguous',
        detail: `${namesOf(like)} are each the ${wordsOf(role)} of ${stem}.`,
      });
  }
  return refused;
}

/** Files that stand for the same part of a title. */
function likes<File>(parts: Part<File>[]): Part<File>[][] {
  const byPart = new Map<string, Part<File>[]>();
  for (const part of parts) {
    const key = part.role.role === 'master' ? 'master' : partKey(part.role);
    byPart.set(key, [...(byPart.get(key) ?? []), part]);
  }
  return [...byPart.values()];
}

const namesOf = (like: Part<WatchedFile>[]): string =>
  like
    .map(({ file }) => file.objectKey.split('/').at(-1))
    .sort()
    .join(' and ');

const wordsOf = (role: Part<never>['role']): string => (role.role === 'master' ? 'master' : describePart(role));
