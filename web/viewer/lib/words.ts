import type { Title } from '../../shared/api/types';

/** What viewers call a title. */
export const nameOf = ({ words, name }: Title): string => words?.title ?? name;

/** A genre's key as a word: `science-fiction` is `Science fiction`. */
export const genreName = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('-', ' ');
