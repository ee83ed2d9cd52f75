import { CircleCheck, CircleX } from 'lucide-react';
import type { RightsVerdict } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import type { Look } from '../lib/states';
import { refusalWords } from './words';

const YES: Look = { tone: 'good', icon: CircleCheck, word: 'Yes' };
const NO: Look = { tone: 'bad', icon: CircleX, word: 'No' };

/** A verdict as icon and word, with why not. */
export const YesNo = ({ verdict }: { verdict: Pick<RightsVerdict, 'allowed' | 'code'> }) => (
  <span className="yes-no">
    <Chip look={verdict.allowed ? YES : NO} />
    {!verdict.allowed && <small>{refusalWords(verdict.code)}</small>}
  </span>
);
