import type { HeadendError } from '../../domain/failures';

/** An answer that is no file. */
export interface Refusal {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The beginning of what it says. */
  text: string;
}

/** How one file is asked for: what differs between an open URL, one with credentials, and a bucket. */
export interface Approach {
  /** Named in failures. */
  readonly host: string;
  /** Where to ask; made anew for every request, since signed addresses end. */
  address(): Promise<URL>;
  /** What of ours goes to an address, the first one or one of a redirect. */
  headers(url: URL): Record<string, string>;
  /** Look at a redirect before it is followed. Absent: redirects are not followed. @throws {HeadendError} `source/refused` */
  checkRedirect?(from: URL, to: URL): void;
  /** What a refusal means; undefined when its status says it all. */
  meaning(refusal: Refusal): HeadendError | undefined;
}
