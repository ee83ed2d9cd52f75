import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { operator } from '../lib/queries';
import { INGEST_LOOKS } from '../lib/states';

const SHOWN = 6;

interface Hit {
  to: string;
  name: string;
  about: string;
}

const matches = (query: string, ...fields: string[]): boolean => {
  const text = fields.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** Search over ingests and titles, by name and by any id. `/` leads here. */
export function GlobalSearch() {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const known = useQuery({
    queryKey: ['search'],
    enabled: combobox.dropdownOpened,
    staleTime: 5_000,
    queryFn: async ({ signal }) => {
      const [ingests, titles] = await Promise.all([operator.ingests({ limit: 100 }, signal), operator.titles(signal)]);
      return { ingests: ingests.data, titles };
    },
  });

  const text = query.trim();
  const groups: [string, Hit[]][] = [
    [
      'Ingests',
      (known.data?.ingests ?? [])
        .filter((ingest) => matches(text, ingest.title, ingest.external_id, ingest.id, ingest.workflow.id))
        .map((ingest) => ({
          to: `/ingests/${ingest.id}`,
          name: ingest.title,
          about: `${INGEST_LOOKS[ingest.status].word} · ${ingest.external_id}`,
        })),
    ],
    [
      'Titles',
      (known.data?.titles ?? [])
        .filter((title) => matches(text, title.name, title.external_id, title.id))
        .map((title) => ({ to: `/library/${title.id}`, name: title.name, about: title.external_id })),
    ],
  ];
  const found = groups.some(([, hits]) => hits.length > 0);

  const go = (to: string) => {
    combobox.closeDropdown();
    setQuery('');
    navigate(to);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={go} transitionProps={{ duration: 0 }}>
      <Combobox.Target>
        <InputBase
          id="global-search"
          className="head-search"
          leftSection={<Search size={16} aria-hidden="true" />}
          rightSection={
            <span className="key" aria-hidden="true">
              /
            </span>
          }
          placeholder="Search ingests and titles"
          aria-label="Search ingests and titles"
          autoComplete="off"
          value={query}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="Found">
          {known.isPending && <Combobox.Empty>Looking</Combobox.Empty>}
          {known.error ? <Combobox.Empty>The search got no answer</Combobox.Empty> : null}
          {known.data && !found && <Combobox.Empty>{`Nothing matches “${text}”`}</Combobox.Empty>}
          {groups
            .filter(([, hits]) => hits.length > 0)
            .map(([name, hits]) => (
              <Combobox.Group key={name} label={name}>
                {hits.slice(0, SHOWN).map((hit) => (
                  <Combobox.Option key={hit.to} value={hit.to} className="hit">
                    <span>
                      <bdi>{hit.name}</bdi>
                    </span>
                    <small>{hit.about}</small>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
