import { type AvailFinding, finding } from './findings';
import type { AvailRow, RawRow } from './row';
import { isPriceTerm, UNPRICED } from './vocabulary';

/** What the fields of a row say against each other (structure_avail of MovieLabs, and the same for 2.7, which it leaves out). */
export function checkStructure(row: AvailRow, raw: RawRow, position: number): AvailFinding[] {
  const findings: AvailFinding[] = [];
  const where = { row: position, at: raw.at };
  const named = (name: string): number => row.terms.filter((term) => term.name === name).length;
  const preOrder = row.licenceType === 'POEST';
  const deletes = row.entryType === 'Full Delete' || row.entryType === 'Delete';

  if (preOrder && named('SuppressionLiftDate') !== 1 && !deletes)
    findings.push(
      finding(
        'structure/pre-order-dates',
        `The pre-order has ${named('SuppressionLiftDate') || 'no'} SuppressionLiftDate.`,
        where,
      ),
    );
  if (!preOrder && named('PreorderFulfillDate') > 0)
    findings.push(
      finding('structure/pre-order-dates', `PreorderFulfillDate stands in a row of ${row.licenceType}.`, where),
    );
  if (!UNPRICED.includes(row.licenceType) && !deletes && !row.terms.some(({ name }) => isPriceTerm(name)))
    findings.push(finding('structure/no-price', `The row sells ${row.licenceType} without a price.`, where));
  if (row.licenceType !== 'SVOD' && row.assetLanguages.length > 1)
    findings.push(finding('structure/languages', `The row names ${row.assetLanguages.length} asset languages.`, where));
  if (['supplement', 'promotion'].includes(row.work.availType) && row.refers.length === 0)
    findings.push(finding('structure/needs-reference', `The ${row.work.availType} belongs to nothing.`, where));
  findings.push(...checkBundle(row, raw, where), ...checkWork(row, where), ...checkException(row, where));
  return findings;
}

type Where = { row: number; at: string };

function checkBundle(row: AvailRow, raw: RawRow, where: Where): AvailFinding[] {
  if (raw.bundled.length === 0) return [];
  if (!['collection', 'bundle'].includes(row.work.availType))
    return [finding('structure/bundle', `A ${row.work.availType} bundles other avails.`, where)];
  const sequence = raw.bundled.flatMap((part) => (part.sequence === undefined ? [] : [part.sequence]));
  const rising = sequence.every((number, index) => index === 0 || number > (sequence[index - 1] ?? 0));
  return rising ? [] : [finding('structure/bundle', `The sequence is ${sequence.join(', ')}.`, where)];
}

/** Kinds that name the same in both fields; a single may be any work. */
const SAME = ['episode', 'season', 'series', 'volume', 'collection'];

function checkWork({ work }: AvailRow, where: Where): AvailFinding[] {
  const type = work.workType.toLowerCase();
  const differs = work.availType !== type && SAME.includes(type) && SAME.includes(work.availType);
  return differs
    ? [finding('structure/work-type', `The ${work.availType} is a work of type ${work.workType}.`, where)]
    : [];
}

function checkException(row: AvailRow, where: Where): AvailFinding[] {
  if (row.exception)
    return [
      finding(
        'exception/free-text',
        `A person must look first: ${row.otherInstructions ?? 'no reason is given'}.`,
        where,
      ),
    ];
  return [];
}
