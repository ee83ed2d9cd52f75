import type { DeviceClaims, LicencePolicy, PlaybackTerms } from '../../domain/drm/policy';
import type { Page, PageRequest } from './port';

/** What a device told of itself when it asked to play. */
export interface SessionDevice extends DeviceClaims {
  /** Such as `chrome`, `ios`, `tv`. */
  family?: string;
  codecs?: string[];
  drmSystems?: string[];
}

export interface NewPlaybackSession {
  id: string;
  tenantId: string;
  /** Of a session of a channel: what was on air when it began. */
  titleId: string;
  versionId: string;
  channelId?: string;
  subject: string;
  viewerId?: string;
  entitlement?: string;
  /** Whose subscriptions are asked; without one, everybody has one. */
  customerId?: string;
  keyId: string;
  /** Where the viewer is, ISO 3166, as told at the start. */
  territory?: string;
  /** As `addressPrefix` of domain/delivery writes it; undefined where nothing is bound to it. */
  viewerNetwork?: string;
  policy: string;
  device: SessionDevice;
  terms: PlaybackTerms;
  /** Keys that licences of the session may hold. */
  kids: string[];
  oneTime: boolean;
  createdAt: Date;
  expiresAt: Date;
  firstPlayedAt?: Date;
}

export interface PlaybackSessionRecord extends NewPlaybackSession {
  heartbeatAt: Date;
  endedAt?: Date;
}

/** A licence request as its audit row tells it. */
export interface LicenceRecord {
  id: string;
  tenantId: string;
  sessionId: string;
  titleId: string;
  versionId: string;
  subject: string;
  device?: string;
  system: string;
  asked: string[];
  granted: string[];
  result: string;
  /** Failure code of a refusal. */
  reason?: string;
  tokenId: string;
  /** From the arrival of the request until the row was written. */
  ms: number;
  createdAt: Date;
}

export interface PlaybackSessions {
  /**
   * Add a session, unless the viewer's streams are all taken: the sessions that hold them are answered then, and nothing is
   * written. Requests of one viewer wait for each other.
   */
  open(
    session: NewPlaybackSession,
    limits: Pick<LicencePolicy, 'streams' | 'graceMs'>,
  ): Promise<PlaybackSessionRecord[]>;
  find(tenantId: string, id: string): Promise<PlaybackSessionRecord | undefined>;
  /**
   * Note that it still plays. A session that was silent for the grace time has let its stream go: it plays on when there is room
   * for it, else the sessions in its way are answered. Neither, when it has ended or expired, or is not there.
   */
  heartbeat(
    tenantId: string,
    id: string,
    expiresAt: Date,
    limits: Pick<LicencePolicy, 'streams' | 'graceMs'>,
  ): Promise<{ session?: PlaybackSessionRecord; inTheWay: PlaybackSessionRecord[] }>;
  /** End it, once. False when it is not there. */
  end(tenantId: string, id: string): Promise<boolean>;
  /** When a viewer's first session of a title under an entitlement was opened, and when its first licence was given. */
  begun(
    of: Pick<NewPlaybackSession, 'tenantId' | 'titleId' | 'subject' | 'entitlement'>,
  ): Promise<{ openedAt?: Date; playedAt?: Date }>;
  list(page: PageRequest & { titleId?: string }): Promise<Page<PlaybackSessionRecord>>;
  licences(page: PageRequest & { titleId?: string; sessionId?: string }): Promise<Page<LicenceRecord>>;
}

/** What a licence decision needs of a session. Instants are epoch milliseconds. */
export interface LicensedSession {
  id: string;
  tenantId: string;
  device?: string;
  kids: string[];
  terms: PlaybackTerms;
  oneTime: boolean;
  policy: string;
  /** Its streams are counted. */
  viewerId?: string;
  heartbeatAt: number;
  expiresAt: number;
  /** First play under its entitlement, or of itself where it has none. */
  firstPlayedAt?: number;
  endedAt?: number;
}

/** What the licence service reads and writes. Calls that come together share statements. */
export interface LicenceLedger {
  session(id: string): Promise<LicensedSession | undefined>;
  /** Use a one-time token up. False when another request did before, or this one did longer ago than its retries may take. */
  use(token: { tokenId: string; requestId: string; expiresAt: Date }): Promise<boolean>;
  /**
   * Done when the row is durable. Written once, however often the write has to be tried. Of a granted licence that is the first
   * of its session, the session and the others of its entitlement note the instant.
   */
  record(entry: LicenceRecord & { firstPlay: boolean }): Promise<void>;
  /** Forget one-time tokens that have expired since a day: nobody takes them any more. Answers how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}
