import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { everyTerritory } from '../../../domain/rights/territory';
import type { Title } from '../../shared/api/types';
import { ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import { territoryName } from '../rights/words';

const PLACES = everyTerritory()
  .filter((code) => code.length === 2 && code !== 'ZZ' && code !== 'EU')
  .map((code) => ({ value: code, label: `${code} ${territoryName(code)}` }));

const pictureOf = ({ artwork, poster }: Title): string | null =>
  artwork.find(({ kind }) => kind === 'key-art' || kind === 'still')?.url ?? poster;

/** The page as viewers see it somewhere, on something, at an instant. @param revision looks again when the draft is saved */
export function Preview({ layoutKey, revision }: { layoutKey: string; revision: number }) {
  const [what, setWhat] = useState('draft');
  const [territory, setTerritory] = useState('');
  const [device, setDevice] = useState('web');
  const [at, setAt] = useState('');
  const query = { territory, device, at: at && new Date(at).toISOString(), draft: what === 'draft' ? 'true' : '' };
  const { data, error } = useQuery({
    queryKey: ['layout-preview', layoutKey, revision, query],
    queryFn: ({ signal }) => operator.previewPage(layoutKey, query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="panel editor-panel" aria-labelledby="preview">
      <h2 id="preview">As viewers see it</h2>
      <SegmentedControl
        size="xs"
        aria-label="What to show"
        value={what}
        onChange={setWhat}
        data={[
          { value: 'draft', label: 'Saved draft' },
          { value: 'live', label: 'Live then' },
        ]}
      />
      <div className="preview-form">
        <Select
          label="In"
          size="xs"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Nobody knows where' }}
          placeholder="Unknown"
          data={PLACES}
          limit={20}
          value={territory || null}
          onChange={(code) => setTerritory(code ?? '')}
        />
        <Select
          label="On"
          size="xs"
          allowDeselect={false}
          data={['web', 'tv', 'ios', 'android']}
          value={device}
          onChange={(family) => setDevice(family ?? 'web')}
        />
        <TextInput
          label={`At (${Intl.DateTimeFormat().resolvedOptions().timeZone})`}
          size="xs"
          type="datetime-local"
          value={at}
          onChange={({ currentTarget }) => setAt(currentTarget.value)}
        />
      </div>
      {error ? <ProblemPanel error={error} /> : null}
      {!data && !error && <Rows what="the preview" count={3} />}
      {data?.rails.length === 0 && (
        <p className="muted">Nothing: no rail has a title that may be watched there then.</p>
      )}
      {data?.rails.map((rail) => (
        <section key={rail.id} className="preview-rail" aria-label={rail.name}>
          <h3>{rail.name}</h3>
          {rail.slot ? (
            <p className="muted">Filled for each viewer; not there for those who have nothing in it.</p>
          ) : (
            <ul data-style={rail.style}>
              {rail.titles.map((title) => (
                <li key={title.id}>
                  <span className="preview-art">
                    {pictureOf(title) && <img src={pictureOf(title) ?? ''} alt="" loading="lazy" />}
                  </span>
                  <Link to={`/library/${title.id}`}>
                    <bdi>{title.words?.title ?? title.name}</bdi>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </section>
  );
}
