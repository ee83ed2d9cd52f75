import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { readSchedule } from '../../../domain/linear/read-schedule';

/** What is said first of a block, an event, a break. */
const FIRST = ['name', 'days', 'dates', 'at', 'from', 'until', 'title', 'pick', 'order'];
const rank = (key: unknown): number => (FIRST.indexOf(String(key)) + FIRST.length + 1) % (FIRST.length + 1);

/** Rules as people write them: the database keeps no order of names, so they are put into one. */
export const rulesText = (schedule: Record<string, unknown>): string =>
  stringify(schedule, {
    ...{ lineWidth: 100, indentSeq: false },
    sortMapEntries: ({ key: one }, { key: other }) => rank(keyOf(one)) - rank(keyOf(other)),
  });

/** A key as a node of a document, or by itself. */
const keyOf = (key: unknown): unknown => (typeof key === 'object' && key && 'value' in key ? key.value : key);

/** What is wrong with rules, where they are typed. */
export interface PlacedProblem {
  /** Counted from 1. */
  line: number;
  message: string;
  fix?: string;
  code?: string;
  /** JSON pointer. */
  field?: string;
}

/** Rules as they are typed. */
export interface ReadRules {
  /** As the API takes them; undefined: there are problems. */
  schedule?: Record<string, unknown>;
  problems: PlacedProblem[];
  /** The line of a place in the rules, or of what is nearest around it. @param field JSON pointer of the channel */
  lineOf(field: string): number;
}

/** Read rules as they are typed, and look for every fault that the API would refuse. JSON is YAML as well. */
export function readRules(text: string, zone: string): ReadRules {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (field: string): number => {
    const path = pathOf(field);
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  const broken = document.errors.map(({ message, pos }) => ({
    line: lineAt(pos[0]),
    message: message.split('\n')[0] ?? '',
  }));
  if (broken.length > 0) return { problems: broken, lineOf };
  const schedule: unknown = document.toJS();
  const problems = readSchedule(schedule, zone).problems.map((each) => ({ ...each, line: lineOf(each.field) }));
  return problems.length > 0
    ? { problems, lineOf }
    : { schedule: schedule as Record<string, unknown>, problems, lineOf };
}

/** Of `/schedule/blocks/2/from`: blocks, 2, from. RFC 6901. */
const pathOf = (field: string): (string | number)[] =>
  field
    .split('/')
    .slice(2)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));
