import type {
  Edge,
  FormatProfile,
  LicenceType,
  RightsFacts,
  SoldLanguage,
  WindowKind,
} from '../../domain/rights/types';
import type { ListPosition, Page, PageRequest } from './port';

/** A title, and all that the gate knows of it. */
export interface TitleRights {
  id: string;
  externalId: string;
  name: string;
  facts: RightsFacts;
}

/** A term as delivered: a price, or another clause (MovieLabs Avails 2.7, Term). */
export interface WindowTerm {
  name: string;
  value: string;
  currency?: string;
}

/** An edge that waits for an event, and how long after it comes. */
export interface EdgeCondition {
  event: string;
  lagSeconds: number;
}

/** What a person says of a window. Instants as they fall, after conditions are resolved. */
export interface WindowTerms {
  kind: WindowKind;
  licenceType?: LicenceType;
  territories: string[];
  excludedTerritories: string[];
  startsAt?: Date;
  endsAt?: Date;
  startCondition?: EdgeCondition;
  endCondition?: EdgeCondition;
  languages: SoldLanguage[];
  holdbackLanguages: string[];
  formatProfile?: FormatProfile;
  deviceFamilies: string[];
  exclusive?: boolean;
  runs?: number;
  rentalStartBySeconds?: number;
  rentalFinishBySeconds?: number;
  terms: WindowTerm[];
  exception: boolean;
  exceptionText?: string;
  transactionId?: string;
  contractId?: string;
  licensor?: string;
  /** Edges as they were told. */
  raw: { start?: string; end?: string; dialect?: string };
}

/** A window as it is kept. */
export interface WindowRecord extends WindowTerms {
  id: string;
  tenantId: string;
  titleId?: string;
  externalId: string;
  unresolved: Edge[];
  approvedBy?: string;
  source: string;
  version: number;
  withdrawn: boolean;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface WindowQuery extends PageRequest {
  titleId?: string;
  externalId?: string;
  /** Windows that sell there, by any of its names. */
  territory?: string;
  licenceType?: LicenceType;
  /** `waiting`: for an event, or for a person to approve. */
  state?: WindowState;
  now: Date;
}

export const WINDOW_STATES = ['upcoming', 'open', 'closed', 'waiting', 'withdrawn'] as const;
export type WindowState = (typeof WINDOW_STATES)[number];

export interface MilestoneRecord {
  externalId: string;
  event: string;
  territory: string;
  at: Date;
  recordedBy: string;
  recordedAt: Date;
}

/** An edge on the calendar. */
export interface WindowEdge {
  at: Date;
  edge: 'open' | 'close';
  window: WindowRecord;
}

/** What the rights desk looks at: titles that have windows in force which touch a time. */
export interface DeskQuery {
  tenantId: string;
  from: Date;
  to: Date;
  /** Windows that sell, or bar, there, by any of its names. */
  territory?: string;
  /** Windows of this licence, and bars of every licence. */
  licenceType?: LicenceType;
  /** Part of the name or of the partner's id. */
  text?: string;
  limit: number;
  /** Of the page before. */
  after?: string;
}

/** A title with its windows that were asked for, or a partner's id that waits for its title. */
export interface DeskTitle {
  titleId?: string;
  externalId: string;
  name?: string;
  published: boolean;
  windows: WindowRecord[];
  /** Every grant in force, for comparing them. */
  grants: WindowRecord[];
}

/** Reads of the rights desk. */
export interface RightsDesk {
  /** By name, those without a title last. */
  desk(query: DeskQuery): Promise<{ titles: DeskTitle[]; next?: string }>;
}

/** Which edges of grants are asked for. */
export interface EdgeQuery {
  tenantId: string;
  from: Date;
  to: Date;
  territory?: string;
  edge?: 'open' | 'close';
  limit: number;
  after?: ListPosition;
}

/** Rights to titles: read by the gate, written by people and imports. */
export interface Rights extends RightsDesk {
  /** What the gate knows of titles, by their ids; those of others and unknown ones are left out. */
  facts(tenantId: string, titleIds: readonly string[]): Promise<Map<string, TitleRights>>;
  find(tenantId: string, id: string): Promise<WindowRecord | undefined>;
  list(query: WindowQuery): Promise<Page<WindowRecord>>;
  /** Edges within a time, the first one first. */
  edges(query: EdgeQuery): Promise<Page<WindowEdge & { id: string }>>;
  /** Titles that have several windows, in the order of their ids, with their windows that are in force. */
  sold(query: {
    tenantId: string;
    titleId?: string;
    after?: string;
    limit: number;
  }): Promise<{ titleId: string; externalId: string; name: string; windows: WindowRecord[] }[]>;
  /** Of a title that is there. @throws {HeadendError} `request/not-found` */
  create(tenantId: string, titleId: string, terms: WindowTerms, actor: string): Promise<WindowRecord>;
  /** Replace what a window says. Undefined when it is not in this version any more. */
  change(
    window: Pick<WindowRecord, 'tenantId' | 'id' | 'version'>,
    terms: WindowTerms,
    actor: string,
  ): Promise<WindowRecord | undefined>;
  /** Approve the exception of a window, or withdraw it. Undefined when it is not in this version any more. */
  decide(
    window: Pick<WindowRecord, 'tenantId' | 'id' | 'version'>,
    decision: 'approve' | 'withdraw',
    actor: string,
  ): Promise<WindowRecord | undefined>;
  /** Record when an event was, or will be; windows that wait for it get their edges in the same transaction. */
  recordMilestone(tenantId: string, milestone: Omit<MilestoneRecord, 'recordedAt'>): Promise<{ windows: string[] }>;
  milestones(tenantId: string, externalId: string): Promise<MilestoneRecord[]>;
}
