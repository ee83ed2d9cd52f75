import { type AvailFinding, finding } from '../../domain/avails/findings';
import type { Field, RawRow, RawValue } from '../../domain/avails/row';
import type { XmlNode } from './thread-port';

interface XmlDocument {
  version: string;
  faults: { line: number; message: string }[];
  root: XmlNode;
}

/** Rows of MDDF Avails: one for each transaction, with what its avail says of all of them. */
export function rowsOfXml({ version, faults, root }: XmlDocument): {
  version: string;
  issuedAt?: string;
  rows: RawRow[];
  findings: AvailFinding[];
} {
  const avails = all(root, 'Avail');
  const rows = avails.flatMap((avail) => {
    const common = commonValues(avail);
    const bundled = bundledOf(avail);
    return all(avail, 'Transaction').map((transaction) => rowOf(transaction, common, bundled));
  });
  const issued = avails
    .map((avail) => textAt(avail, 'Disposition', 'IssueDate')?.text)
    .filter((text) => text !== undefined);
  return {
    version,
    issuedAt: issued.sort().at(-1),
    rows,
    findings: faults.map(({ line, message }) =>
      finding('schema/invalid', plainMessage(message), { at: `line ${line}` }),
    ),
  };
}

/** Names of namespaces say nothing to people. */
const plainMessage = (message: string): string => message.replace(/\{[^}]*\}/g, '').slice(0, 500);

const all = (node: XmlNode | undefined, name: string): XmlNode[] => (node?.c ?? []).filter(({ n }) => n === name);
const first = (node: XmlNode | undefined, name: string): XmlNode | undefined => node?.c?.find(({ n }) => n === name);
const at = ({ l }: XmlNode): string => `line ${l}`;

function textAt(node: XmlNode, ...names: string[]): RawValue | undefined {
  let found: XmlNode | undefined = node;
  for (const name of names) found = first(found, name);
  return found?.t ? { text: found.t, at: at(found) } : undefined;
}

type Values = RawRow['values'];

function commonValues(avail: XmlNode): Values {
  const asset = first(avail, 'Asset');
  const values: Values = {};
  const set = (field: Field, value: RawValue | undefined): void => {
    if (value) values[field] = [value];
  };
  set('ALID', textAt(avail, 'ALID'));
  set('EntryType', textAt(avail, 'Disposition', 'EntryType'));
  set('DisplayName', textAt(avail, 'Licensor', 'DisplayName'));
  set('ServiceProvider', textAt(avail, 'ServiceProvider', 'DisplayName'));
  set('AvailType', textAt(avail, 'AvailType'));
  // Its default is true; an avail without the element is read as the sheets are, where an empty flag is no flag.
  set('ExceptionFlag', textAt(avail, 'ExceptionFlag'));
  if (asset) {
    set('WorkType', textAt(asset, 'WorkType'));
    if (asset.a?.contentID) set('ContentID', { text: asset.a.contentID, at: at(asset) });
    readMetadata(asset, set);
  }
  return values;
}

type Set = (field: Field, value: RawValue | undefined) => void;

function readMetadata(asset: XmlNode, set: Set): void {
  const metadata = asset.c?.find(({ n }) => n.endsWith('Metadata'));
  if (!metadata) return;
  const kind = metadata.n.replace('Metadata', '');
  const prefix = kind === 'Episode' ? '' : kind;
  set('TitleInternalAlias', textAt(metadata, `${prefix}TitleInternalAlias`));
  set('TitleDisplayUnlimited', textAt(metadata, `${prefix}TitleDisplayUnlimited`));
  set('AltID', textAt(metadata, `${prefix}AltIdentifier`, 'Identifier'));
  set('EditID', textAt(metadata, 'EditEIDR-URN'));
  set('TitleID', textAt(metadata, `${prefix || 'Title'}EIDR-URN`) ?? textAt(metadata, 'TitleEIDR-URN'));
  set('EpisodeNumber', textAt(metadata, 'EpisodeNumber', 'Number'));
  const season = kind === 'Season' ? metadata : first(metadata, 'SeasonMetadata');
  if (season) {
    set('SeasonNumber', textAt(season, 'SeasonNumber', 'Number'));
    if (kind !== 'Season') {
      set('SeasonTitle', textAt(season, 'SeasonTitleInternalAlias'));
      set('SeasonContentID', textAt(season, 'SeasonContentID'));
    }
  }
  const series = first(season, 'SeriesMetadata') ?? first(metadata, 'SeriesMetadata');
  if (series) {
    set('SeriesTitle', textAt(series, 'SeriesTitleInternalAlias'));
    set('SeriesContentID', textAt(series, 'SeriesContentID'));
  }
}

const bundledOf = (avail: XmlNode): RawRow['bundled'] =>
  all(avail, 'Asset')
    .flatMap((asset) => all(asset, 'BundledAsset'))
    .map((part) => ({
      alid: textAt(part, 'BundledALID')?.text ?? '',
      sequence: part.a?.sequence === undefined ? undefined : Number(part.a.sequence),
      at: at(part),
    }));

/** Elements of a transaction with plain text, by the field they are. */
const PLAIN: Readonly<Record<string, Field>> = {
  LicenseType: 'LicenseType',
  Description: 'Description',
  Start: 'Start',
  StartCondition: 'Start',
  End: 'End',
  EndCondition: 'End',
  WindowDuration: 'WindowDuration',
  AllowedLanguage: 'AllowedLanguages',
  AssetLanguage: 'AssetLanguage',
  HoldbackLanguage: 'HoldbackLanguage',
  LicenseRightsDescription: 'LicenseRightsDescription',
  FormatProfile: 'FormatProfile',
  ContractID: 'ContractID',
  ReportingID: 'ReportingID',
  RefALID: 'RefALID',
  OtherInstructions: 'OtherInstructions',
};

function rowOf(transaction: XmlNode, common: Values, bundled: RawRow['bundled']): RawRow {
  const values: Values = { ...common };
  const add = (field: Field, value: RawValue | undefined): void => {
    if (value) values[field] = [...(values[field] ?? []), value];
  };
  for (const child of transaction.c ?? []) {
    const field = PLAIN[child.n];
    if (field && child.t) add(field, { text: child.t, at: at(child), asset: child.a?.asset });
    if (child.n === 'Territory') add('Territory', regionOf(child));
    if (child.n === 'TerritoryExcluded') add('TerritoryExclusion', regionOf(child));
    if (child.n === 'Licensee') add('Licensee', textAt(child, 'DisplayName'));
    if (child.n === 'FormatProfile' && child.a?.HDR) add('HDR', { text: child.a.HDR, at: at(child) });
    if (child.n.endsWith('Condition') && child.a?.lag)
      add(child.n === 'StartCondition' ? 'StartLag' : 'EndLag', { text: child.a.lag, at: at(child) });
  }
  if (transaction.a?.TransactionID) add('AvailID', { text: transaction.a.TransactionID, at: at(transaction) });
  return { at: at(transaction), values, terms: all(transaction, 'Term').map(termOf), bundled };
}

function regionOf(node: XmlNode): RawValue | undefined {
  const code = first(node, 'country') ?? first(node, 'countryRegion');
  return code?.t ? { text: code.t, at: at(code) } : undefined;
}

function termOf(node: XmlNode): RawRow['terms'][number] {
  const value = node.c?.[0];
  const text = value?.t ?? value?.c?.[0]?.t ?? '';
  return { name: node.a?.termName ?? '', text, currency: value?.a?.currency, at: at(node) };
}
