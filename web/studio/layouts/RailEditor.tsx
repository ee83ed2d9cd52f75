import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LayoutRail } from '../../shared/api/types';
import { operator } from '../lib/queries';
import { TerritoryInput } from '../rights/TerritoryInput';
import { TitlePick } from '../rights/TitlePick';
import { useTitleOptions } from '../rights/titles';
import { Order } from './Order';

interface RailProps<Kind extends LayoutRail['kind'] = LayoutRail['kind']> {
  rail: Extract<LayoutRail, { kind: Kind }>;
  onChange: (rail: LayoutRail) => void;
}

const STYLES = [
  { value: 'hero', label: 'Hero: large at the top' },
  { value: 'wide', label: 'Wide pictures' },
  { value: 'poster', label: 'Posters' },
];
const SLOTS = [
  { value: 'continue_watching', label: 'Continue watching' },
  { value: 'recommended', label: 'Recommended' },
];
const KINDS = [
  { value: 'movie', label: 'Movies' },
  { value: 'series', label: 'Series' },
  { value: 'episode', label: 'Episodes' },
  { value: 'collection', label: 'Collections' },
];

/** One rail, as it is called, what is in it and for whom it is. */
export function RailEditor({ rail, onChange }: RailProps) {
  return (
    <div className="rail-editor">
      <Names rail={rail} onChange={onChange} />
      {rail.kind === 'editorial' && <Chosen rail={rail} onChange={onChange} />}
      {rail.kind === 'rule' && <Rule rail={rail} onChange={onChange} />}
      {rail.kind === 'personal' && (
        <Select
          label="What of the viewer"
          size="xs"
          allowDeselect={false}
          data={SLOTS}
          value={rail.slot}
          onChange={(slot) => onChange({ ...rail, slot: slot as typeof rail.slot })}
        />
      )}
      <div className="facts">
        <Select
          label="Looks like"
          size="xs"
          allowDeselect={false}
          data={STYLES}
          value={rail.style ?? 'wide'}
          onChange={(style) => onChange({ ...rail, style: style as typeof rail.style })}
        />
        <TerritoryInput
          label="Only in"
          placeholder="Everywhere"
          value={rail.territories ?? []}
          onChange={(territories) => onChange({ ...rail, territories })}
        />
        <TagsInput
          label="Only on devices"
          size="xs"
          placeholder={rail.device_families?.length ? undefined : 'All'}
          data={['web', 'tv', 'ios', 'android']}
          value={rail.device_families ?? []}
          onChange={(device_families) => onChange({ ...rail, device_families })}
        />
      </div>
    </div>
  );
}

/** A name in each locale; the first is always there. */
function Names({ rail, onChange }: RailProps) {
  const [locale, setLocale] = useState('');
  const locales = Object.keys(rail.names);
  const add = () => {
    if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) || locales.includes(locale)) return;
    onChange({ ...rail, names: { ...rail.names, [locale]: '' } });
    setLocale('');
  };
  return (
    <div className="facts">
      {locales.map((tag) => (
        <TextInput
          key={tag}
          label={`Name (${tag})`}
          size="xs"
          lang={tag}
          value={rail.names[tag]}
          onChange={({ currentTarget }) => onChange({ ...rail, names: { ...rail.names, [tag]: currentTarget.value } })}
        />
      ))}
      <TextInput
        label="Another locale"
        size="xs"
        placeholder="de, then Enter"
        value={locale}
        onChange={({ currentTarget }) => setLocale(currentTarget.value.trim())}
        onKeyDown={({ key }) => key === 'Enter' && add()}
      />
    </div>
  );
}

function Chosen({ rail, onChange }: RailProps<'editorial'>) {
  const options = useTitleOptions('', rail.titles);
  const nameOf = (id: string) => options.find(({ value }) => value === id)?.label ?? id;
  return (
    <>
      <ol className="related">
        {rail.titles.map((id, at) => (
          <li key={id} className="history-row">
            <bdi>{nameOf(id)}</bdi>
            <Order list={rail.titles} at={at} name={nameOf(id)} onChange={(titles) => onChange({ ...rail, titles })} />
          </li>
        ))}
      </ol>
      <TitlePick
        key={rail.titles.length}
        label="Add a title"
        value=""
        onChange={(id) => id && !rail.titles.includes(id) && onChange({ ...rail, titles: [...rail.titles, id] })}
      />
    </>
  );
}

const yearOf = (value: string | number): number | undefined => (typeof value === 'number' ? value : undefined);

function Rule({ rail, onChange }: RailProps<'rule'>) {
  const { data } = useQuery({ queryKey: ['genres'], queryFn: ({ signal }) => operator.genres(signal) });
  const filters = rail.filters ?? {};
  const set = (change: typeof filters) => {
    const all = Object.entries({ ...filters, ...change }).filter(([, value]) => value !== undefined && value !== '');
    onChange({ ...rail, filters: Object.fromEntries(all) });
  };
  return (
    <div className="facts">
      <Select
        label="Kind"
        size="xs"
        clearable
        clearButtonProps={{ 'aria-label': 'Any kind' }}
        placeholder="Any"
        data={KINDS}
        value={filters.kinds?.[0] ?? null}
        onChange={(kind) => set({ kinds: kind ? ([kind] as typeof filters.kinds) : undefined })}
      />
      <Select
        label="Genre"
        size="xs"
        clearable
        clearButtonProps={{ 'aria-label': 'Any genre' }}
        placeholder="Any"
        data={[...new Set([...(data?.data.map(({ key }) => key) ?? []), ...(filters.genre ? [filters.genre] : [])])]}
        value={filters.genre ?? null}
        onChange={(genre) => set({ genre: genre ?? undefined })}
      />
      <TextInput
        label="Language of the sound"
        size="xs"
        placeholder="Any, such as de"
        value={filters.language ?? ''}
        onChange={({ currentTarget }) => set({ language: currentTarget.value.trim() })}
      />
      <NumberInput
        label="From year"
        size="xs"
        hideControls
        value={filters.from_year ?? ''}
        onChange={(value) => set({ from_year: yearOf(value) })}
      />
      <NumberInput
        label="To year"
        size="xs"
        hideControls
        value={filters.to_year ?? ''}
        onChange={(value) => set({ to_year: yearOf(value) })}
      />
      <TitlePick
        label="Members of a collection"
        value={filters.collection_id ?? ''}
        onChange={(id) => set({ collection_id: id || undefined })}
      />
      <NumberInput
        label="At most"
        size="xs"
        min={1}
        max={20}
        value={rail.limit ?? 20}
        onChange={(value) => onChange({ ...rail, limit: yearOf(value) ?? 20 })}
      />
    </div>
  );
}
