import { mayOffer, mayPlay } from './may-play';
import {
  type Asker,
  LICENCE_TYPES,
  type LicenceType,
  type RightsFacts,
  type RightsWindow,
  type Verdict,
} from './types';

/** What the gate says of one licence type. */
export interface LicenceAnswer {
  licenceType: LicenceType;
  /** To whoever holds such a licence. */
  play: Verdict;
  /** To whoever asks for one. */
  offer: Verdict;
}

/** What one grant would say if it were the only one, with every bar there is. */
export interface RowAnswer {
  window: RightsWindow;
  play: Verdict;
}

/** The whole answer about a title, for people who want to know why. */
export interface Explanation {
  play: Verdict;
  /** Of every type that the asker may use. */
  licences: LicenceAnswer[];
  /** Every grant that is not withdrawn. */
  rows: RowAnswer[];
}

/** Why may, or may not, this asker play this title at this instant? @param instant epoch milliseconds */
export function explain(facts: RightsFacts, asker: Asker, instant: number): Explanation {
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  const bars = standing.filter(({ kind }) => kind !== 'grant');
  const grants = standing.filter(({ kind }) => kind === 'grant');
  const only = (licenceType: LicenceType): Asker => ({ ...asker, licenceTypes: [licenceType] });
  return {
    play: mayPlay(facts, asker, instant),
    licences: LICENCE_TYPES.filter((type) => asker.licenceTypes.includes(type)).map((licenceType) => ({
      licenceType,
      play: mayPlay(facts, only(licenceType), instant),
      offer: mayOffer(facts, only(licenceType), instant),
    })),
    rows: grants.map((window) => ({
      window,
      play: mayPlay({ ...facts, windows: [window, ...bars] }, asker, instant),
    })),
  };
}
