export type AvailSeverity = 'error' | 'warning' | 'info';

/** Something about a row of a document of avails. */
export interface AvailFinding {
  code: AvailFindingCode;
  severity: AvailSeverity;
  /** Position of the row among the rows of the document, from 1; undefined of what is about the document. */
  row?: number;
  /** `Sheet!V7` of a workbook, `line 31` of XML. */
  at?: string;
  message: string;
  fix: string;
}

/** Every finding of the intake of avails, how bad it is and what mends it. An error keeps the avails of its title out. */
export const AVAIL_FINDINGS = {
  'schema/invalid': ['error', 'Correct the element as the schema of this version of MDDF Avails has it.'],
  'sheet/merged-cells': ['error', 'Unmerge the cells and write the value into each row.'],
  'sheet/formula': ['warning', 'Replace the formula by its value; the value last calculated was taken.'],
  'sheet/formula-without-value': ['error', 'Replace the formula by its value.'],
  'sheet/fault': ['error', 'Correct the cell, whose formula failed.'],
  'sheet/unknown-column': ['info', 'Nothing has to be done; the column was not read.'],
  'row/missing': ['error', 'Fill in the field.'],
  'row/unknown-word': ['error', 'Use a word of the list.'],
  'row/unknown-term': ['info', 'Nothing has to be done; the term is kept as it is.'],
  'row/bad-number': ['error', 'Write a plain number.'],
  'row/bad-duration': ['error', 'Write hours, hh:mm:ss or an ISO 8601 duration such as P30D.'],
  'row/bad-language': ['error', 'Write a language tag of BCP 47, such as de or pt-BR.'],
  'row/unknown-territory': ['error', 'Use a code of ISO 3166-1, a subdivision of ISO 3166-2, EU or ZZ.'],
  'row/excluded-from-nothing': ['error', 'Exclude territories only from a region or the world that the row names.'],
  'row/eidr': ['warning', 'Compare the id with the EIDR registry.'],
  'date/unreadable': ['error', 'Write it as 2026-06-14 or 2026-06-14T09:00:00Z.'],
  'date/ambiguous': ['error', 'Write it as 2026-06-14, so that day and month cannot be taken for each other.'],
  'date/no-such-day': ['error', 'Write a day that the calendar has.'],
  'date/far': ['warning', 'Write Open for a window without an end.'],
  'date/far-start': ['error', 'Leave the row out until its start is known.'],
  'date/serial': ['warning', 'Format the cell as a date; its number was read as a day.'],
  'date/no-zone': ['warning', 'Write the instant with its zone; the territory has none, and UTC was taken.'],
  'date/zones-differ': ['warning', 'Write one row for each territory, or the instant with its zone.'],
  'date/in-gap': ['warning', 'Choose a time that clocks of the territory show; the time after the change was taken.'],
  'date/to-be-decided': ['error', 'Leave the row out until the date is known; TBD is for replies.'],
  'date/not-here': ['error', 'Use Open for an end without an instant.'],
  'date/lag-without-condition': ['error', 'Remove the lag, or name the condition that it counts from.'],
  'window/reversed': ['error', 'Let the window start before it ends.'],
  'window/empty': ['error', 'Let the window end after it starts; start and end are one instant.'],
  'row/excludes-all': ['error', 'Exclude only a part of the territories that the row names.'],
  'window/duplicate': ['warning', 'Leave the second row out; it says the same as the first.'],
  'window/overlap': ['warning', 'Join the rows, or end one where the other starts.'],
  'window/price-conflict': ['error', 'Let only one price hold at a time.'],
  'window/exclusive-conflict': ['error', 'Say the same of exclusivity in both rows.'],
  'window/contradiction': [
    'error',
    'Either list the windows of the title in the territory or delete them all, not both.',
  ],
  'window/hairline-gap': [
    'warning',
    'Look whether the end was meant to be included, and choose the dialect that says so.',
  ],
  'window/gap': ['info', 'Nothing has to be done if the title is to be away between the two windows.'],
  'window/over': ['info', 'Nothing has to be done; the window has ended already.'],
  'structure/pre-order-dates': [
    'error',
    'Give a POEST row one SuppressionLiftDate, and PreorderFulfillDate to no other.',
  ],
  'structure/no-price': ['warning', 'Give the price, as EST and VOD are sold for one.'],
  'structure/languages': ['error', 'Name one asset language in each row that is not SVOD.'],
  'structure/needs-reference': ['error', 'Name the ALID that the supplement or promotion belongs to.'],
  'structure/bundle': ['error', 'List bundled ALIDs in rising sequence, and only under a collection.'],
  'structure/work-type': ['warning', 'Let avail type and work type name the same kind of work.'],
  'exception/free-text': ['warning', 'Nothing has to be done; the window stays closed until a person approves it.'],
  'order/older': ['error', 'Send what is valid now; a newer document of this licensor was applied for the title.'],
  'order/nothing-to-change': ['warning', 'Send Create, or a Full Extract of the title; there is no such window.'],
  'title/not-here': ['info', 'Nothing has to be done; the window waits for the title.'],
} as const satisfies Record<string, readonly [AvailSeverity, string]>;

export type AvailFindingCode = keyof typeof AVAIL_FINDINGS;

/** A finding with the severity and the fix of its code. */
export const finding = (
  code: AvailFindingCode,
  message: string,
  where: { row?: number; at?: string; fix?: string } = {},
): AvailFinding => ({
  code,
  severity: AVAIL_FINDINGS[code][0],
  row: where.row,
  at: where.at,
  message,
  fix: where.fix ?? AVAIL_FINDINGS[code][1],
});
