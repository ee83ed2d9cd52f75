import { MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { useTitleOptions } from './titles';

/** One title, found by its name. */
export function TitlePick({
  value,
  onChange,
  label,
  error,
}: {
  value: string;
  onChange: (id: string) => void;
  label: string;
  error?: string;
}) {
  const [search, setSearch] = useState('');
  const options = useTitleOptions(search, value ? [value] : []);
  return (
    <Select
      size="xs"
      label={label}
      placeholder="Name of a title"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Choose another title' }}
      data={options}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={setSearch}
      nothingFoundMessage="No title is called this"
      limit={20}
      error={error}
    />
  );
}

/** Several titles, found by their names. */
export function TitlesPick({
  values,
  onChange,
  label,
  isShown = false,
}: {
  values: string[];
  onChange: (ids: string[]) => void;
  label: string;
  /** Above the field; otherwise it is read out only. */
  isShown?: boolean;
}) {
  const [search, setSearch] = useState('');
  const options = useTitleOptions(search, values);
  return (
    <MultiSelect
      size="sm"
      {...(isShown ? { label } : { 'aria-label': label })}
      placeholder={values.length === 0 ? 'names of titles' : undefined}
      searchable
      hidePickedOptions
      data={options}
      value={values}
      onChange={onChange}
      onSearchChange={setSearch}
      nothingFoundMessage="No title is called this"
      limit={20}
    />
  );
}
