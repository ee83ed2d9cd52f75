import { defineSignal, defineUpdate } from '@temporalio/workflow';

export * from './conditioning';

/** Workflow type name, as the API and the sweep of schedules start it. */
export const CHANNEL_PROCESS = 'channelProcess';

/** One run for each channel while it is on air or paused. */
export const channelProcessId = (channelId: string): string => `channel:${channelId}`;

/** The channel, as {@link channelProcessId} has it in the id of its run; undefined for other runs. */
export const channelOfProcess = (workflowId: string): string | undefined => /^channel:(.+)$/.exec(workflowId)?.[1];

export interface ChannelOrder {
  channelId: string;
  /** Of the run before: when it planned last, epoch milliseconds. */
  plannedAt?: number;
}

/** Something that its plan is made from was changed: plan anew, at once. */
export const channelChanged = defineSignal('changed');

/** Who asks for it, and why. */
export interface Word {
  actor: string;
  reason?: string;
}

/** Something else goes on air now, a few seconds from now, in the middle of what is sealed. */
export interface BreakInWord extends Word {
  /** Title to air; the slate when left out. */
  titleId?: string;
  /** How long, milliseconds; the title once when left out, a minute of the slate. */
  lengthMs?: number;
  /** One variant; all of them when left out. */
  variant?: string;
  /** Of the request: a step that is repeated breaks in once. */
  editId?: string;
}

/** Something else instead of an airing that is planned and not sealed. */
export interface ReplaceAiringWord extends Word {
  variant: string;
  airingId: string;
  titleId: string;
}

/** A break at an instant that is planned and not sealed. */
export interface InsertBreakWord extends Word {
  /** Epoch milliseconds; the next segment boundary counts. */
  at: number;
  lengthMs: number;
}

/** What an edit did, by variant. Instants are epoch milliseconds. */
export interface EditDone {
  effects: { variant: string; from: number; until: number }[];
}

/** @throws `channels/off-air`, `channels/not-carried`, `channels/nothing-to-air`, `request/not-found` */
export const breakIn = defineUpdate<EditDone, [BreakInWord]>('breakIn');
/** @throws `channels/sealed`, `channels/not-carried`, `request/not-found` */
export const replaceAiring = defineUpdate<EditDone, [ReplaceAiringWord]>('replaceAiring');
/** @throws `channels/sealed` */
export const insertBreak = defineUpdate<EditDone, [InsertBreakWord]>('insertBreak');
/** What is sealed plays out, then the slate. */
export const pause = defineUpdate<EditDone, [Word]>('pause');
export const resume = defineUpdate<EditDone, [Word]>('resume');

/** What planning came to. */
export interface PlanLook {
  variants: { variant: string; until: number; airings: number; refusals: number }[];
  /** Titles that the rules name and no channel can carry. */
  notCarried: number;
}

/** What sealing came to. Instants are epoch milliseconds. */
export interface SealLook {
  state: 'off' | 'on_air' | 'paused';
  variants: {
    variant: string;
    sealedUntil?: number;
    /** Rows added in this look. */
    sealed: number;
    /** What was sealed before lost its rights and was taken off. */
    takenOff: number;
    /** On air now: title and when it ends. */
    now?: { titleId: string; until: number };
    faults: number;
  }[];
  /** Rights or titles have changed since the plan was made, or it runs short. */
  planAgain: boolean;
}

/** The steps of a channel's process. May be repeated at any time: what is sealed is sealed once. */
export interface ChannelActivities {
  /** Read the versions that the rules name and nobody has looked at. @returns how many cannot be carried */
  readAssets(order: ChannelOrder): Promise<number>;
  planChannel(order: ChannelOrder): Promise<PlanLook>;
  sealChannel(order: ChannelOrder): Promise<SealLook>;
  breakInChannel(order: ChannelOrder & BreakInWord): Promise<EditDone>;
  replaceChannelAiring(order: ChannelOrder & ReplaceAiringWord): Promise<EditDone>;
  insertChannelBreak(order: ChannelOrder & InsertBreakWord): Promise<EditDone>;
  turnChannel(order: ChannelOrder & Word & { state: 'on_air' | 'paused' }): Promise<EditDone>;
}
