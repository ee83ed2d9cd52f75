/** Uploads that were begun in this browser, so that a file chosen again after a reload goes on where it stood. */
export interface Unfinished {
  /** Id of the upload. */
  id: string;
  name: string;
  bytes: number;
  /** Of the file, milliseconds since 1970. */
  modified: number;
  /** When it was begun. */
  at: number;
}

const STORE = 'headend.unfinished-uploads';
const MOST = 50;

/** Every upload that is remembered, newest first. */
export function unfinished(): Unfinished[] {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '[]') as Unfinished[];
  } catch {
    return [];
  }
}

const write = (all: Unfinished[]): void => {
  try {
    localStorage.setItem(STORE, JSON.stringify(all.slice(0, MOST)));
  } catch {
    // Without storage an upload cannot go on after a reload; it is sent all the same.
  }
};

/** A browser does not tell where a file lies: name, length and time of change stand for it. */
const isOf = (file: File, { name, bytes, modified }: Unfinished): boolean =>
  name === file.name && bytes === file.size && modified === file.lastModified;

export const uploadOf = (file: File): string | undefined => unfinished().find((each) => isOf(file, each))?.id;

export const remember = (file: File, id: string): void =>
  write([
    { id, name: file.name, bytes: file.size, modified: file.lastModified, at: Date.now() },
    ...unfinished().filter((each) => !isOf(file, each)),
  ]);

export const forget = (id: string): void => write(unfinished().filter((each) => each.id !== id));
