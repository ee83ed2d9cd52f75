import { FlaskConical } from 'lucide-react';
import { Chip } from './Chip';

/** Says that something belongs to test mode: marked, cut short and erased after a day. */
export const TestMark = ({ test }: { test: boolean }) =>
  test ? <Chip look={{ tone: 'warn', icon: FlaskConical, word: 'Test' }} /> : null;
