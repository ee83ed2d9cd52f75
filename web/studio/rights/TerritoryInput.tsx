import { type ComboboxItem, type OptionsFilter, TagsInput } from '@mantine/core';
import { everyTerritory } from '../../../domain/rights/territory';
import { territoryName } from './words';

const CODES = everyTerritory();

/** A code or the beginning of any word of the name. */
const found: OptionsFilter = ({ options, search, limit }) => {
  const text = search.trim().toLowerCase();
  const fits = (code: string) =>
    code.toLowerCase().startsWith(text) ||
    territoryName(code)
      .toLowerCase()
      .split(/[\s-]+/)
      .some((word) => word.startsWith(text));
  return (options as ComboboxItem[]).filter(({ value }) => fits(value)).slice(0, limit);
};

/** Codes of places, chosen by code or name; parts of countries (`US-CA`) are typed. */
export const TerritoryInput = ({
  label,
  value,
  onChange,
  error,
  placeholder,
  hidden = false,
  size = 'xs',
}: {
  label: string;
  /** The label is read, not seen. */
  hidden?: boolean;
  size?: 'xs' | 'sm';
  value: string[];
  onChange: (codes: string[]) => void;
  error?: string;
  placeholder?: string;
}) => (
  <TagsInput
    size={size}
    {...(hidden ? { 'aria-label': label } : { label })}
    data={CODES}
    filter={found}
    limit={8}
    maxDropdownHeight={280}
    splitChars={[',', ' ', ';']}
    renderOption={({ option }) => (
      <span>
        <b>{option.value}</b> {territoryName(option.value)}
      </span>
    )}
    value={value}
    onChange={(codes) => onChange([...new Set(codes.map((code) => code.toUpperCase()))])}
    placeholder={value.length === 0 ? placeholder : undefined}
    error={error}
  />
);
