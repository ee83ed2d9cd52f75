import { Autocomplete, Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, Play } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { isPlace } from '../../../domain/rights/territory';
import { LICENCE_TYPES, type LicenceType } from '../../../domain/rights/types';
import type { SimulationAnswer } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { useAddress } from '../rights/address';
import { DAY_MS } from '../rights/calendar';
import { DEVICES, instantOf, localOf } from '../rights/form';
import { RightsHead } from '../rights/RightsHead';
import { addressOf, isAsked, type Sentence, sentenceOf, simulationOf } from '../rights/simulation';
import { TerritoryInput } from '../rights/TerritoryInput';
import { TitlesPick } from '../rights/TitlePick';
import { titlesWithWindows } from '../rights/titles';
import { territoryName, utc } from '../rights/words';
import { YesNo } from '../rights/YesNo';

/** Rows that are drawn at first, and added each time. */
const DRAWN = 100;
const YEAR_MS = 365 * DAY_MS;

/** The titles of a sentence by their ids, with their names. */
async function titlesOf(sentence: Sentence, now: string, signal: AbortSignal): Promise<Map<string, string>> {
  const from = sentence.at ?? now;
  const to = sentence.until ?? new Date(Date.parse(from) + DAY_MS).toISOString();
  if (sentence.which === 'every') return titlesWithWindows(from, to, signal);
  const titles = await Promise.all(sentence.titles.map((id) => operator.title(id, signal)));
  return new Map(titles.map(({ id, name }) => [id, name]));
}

/** What anybody anywhere may watch at any time, as the gate would answer. */
export function RightsSimulator() {
  useTitleBar('Simulator of rights');
  const { params } = useAddress();
  const sentence = sentenceOf(params);
  const asked = isAsked(sentence);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['simulation', sentence],
    enabled: asked,
    queryFn: async ({ signal }) => {
      const now = new Date().toISOString();
      const names = await titlesOf(sentence, now, signal);
      const body = simulationOf(sentence, [...names.keys()], now);
      const answer = names.size > 0 ? await operator.simulate(body, signal) : { data: [], unknown_titles: [] };
      return { names, body, rows: answer.data };
    },
  });
  return (
    <>
      <RightsHead meta="Ask as anybody, anywhere, at any time. Nothing is changed." />
      <Blanks />
      {!asked && (
        <Empty title="Fill in the blanks">
          Leave the place or the device empty to ask as somebody of whom it is not known. Without a time it is now.
        </Empty>
      )}
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {asked && isFetching && !data && <Rows what="the answers" />}
      {data && data.rows.length === 0 && (
        <Empty title="No title has windows then">Ask for another time, or name the titles.</Empty>
      )}
      {data && data.rows.length > 0 && (
        <>
          <Sums rows={data.rows} table={<Table body={data.body} />} />
          <AnswerTable key={JSON.stringify(data.body)} rows={data.rows} names={data.names} />
        </>
      )}
    </>
  );
}

const inputOf = (iso: string | undefined): string => (iso ? localOf(iso).slice(0, 16) : '');

function Blanks() {
  const { params, go } = useAddress();
  const [form, setForm] = useState(() => sentenceOf(params));
  useEffect(() => setForm(sentenceOf(params)), [params]);
  const set = (change: Partial<Sentence>) => setForm({ ...form, ...change });
  const strange = form.territories.find((code) => !isPlace(code));
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (!strange) go(addressOf(form), { push: true });
  };
  return (
    <form className="panel blanks" onSubmit={ask}>
      <span>Who in</span>
      <TerritoryInput
        size="sm"
        label="Places"
        hidden
        placeholder="an unknown place"
        value={form.territories}
        error={strange ? `${strange} is no country` : undefined}
        onChange={(territories) => set({ territories })}
      />
      <span>on</span>
      <Autocomplete
        aria-label="Device"
        placeholder="any device"
        data={DEVICES}
        value={form.device}
        onChange={(device) => set({ device })}
      />
      <span>asks for</span>
      <NativeSelect
        aria-label="Which titles"
        data={[
          { value: 'these', label: 'these titles' },
          { value: 'every', label: 'every title with windows then' },
        ]}
        value={form.which}
        onChange={({ currentTarget }) => set({ which: currentTarget.value as Sentence['which'] })}
      />
      {form.which === 'these' && (
        <TitlesPick label="Titles" values={form.titles} onChange={(titles) => set({ titles })} />
      )}
      <When form={form} set={set} />
      <span>may watch by</span>
      <MultiSelect
        aria-label="Licences"
        placeholder={form.licences.length === 0 ? 'any licence' : undefined}
        data={[...LICENCE_TYPES]}
        value={form.licences}
        onChange={(licences) => set({ licences: licences as LicenceType[] })}
      />
      <span>?</span>
      <Button type="submit" disabled={!isAsked(form)} leftSection={<Play size={16} aria-hidden="true" />}>
        Ask
      </Button>
    </form>
  );
}

/** Now, at one instant, or at every change of a time. */
function When({ form, set }: { form: Sentence; set: (change: Partial<Sentence>) => void }) {
  const how = form.until ? 'changes' : form.at ? 'at' : 'now';
  const choose = (next: string) => {
    const at = form.at ?? midnight(0);
    if (next === 'now') set({ at: undefined, until: undefined });
    else if (next === 'at') set({ at, until: undefined });
    else set({ at, until: new Date(Date.parse(at) + YEAR_MS).toISOString() });
  };
  const moment = (label: string, name: 'at' | 'until') => (
    <TextInput
      type="datetime-local"
      aria-label={label}
      value={inputOf(form[name])}
      onChange={({ currentTarget }) => currentTarget.value && set({ [name]: instantOf(currentTarget.value) })}
    />
  );
  return (
    <>
      <NativeSelect
        aria-label="When"
        data={[
          { value: 'now', label: 'now,' },
          { value: 'at', label: 'at' },
          { value: 'changes', label: 'at every change from' },
        ]}
        value={how}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {how !== 'now' && moment(how === 'at' ? 'At, UTC' : 'From, UTC', 'at')}
      {how === 'changes' && (
        <>
          <span>to</span>
          {moment('To, UTC', 'until')}
        </>
      )}
      {how !== 'now' && <span>UTC,</span>}
    </>
  );
}

/** The start of a day of UTC. @param days from today */
const midnight = (days: number): string => new Date((Math.floor(Date.now() / DAY_MS) + days) * DAY_MS).toISOString();

function Sums({ rows, table }: { rows: SimulationAnswer['data']; table: ReactNode }) {
  const yes = rows.filter(({ allowed }) => allowed).length;
  return (
    <div className="sums">
      <p aria-live="polite">
        <b>{count(rows.length, 'answer')}</b>: {yes.toLocaleString()} yes, {(rows.length - yes).toLocaleString()} no.
      </p>
      {table}
    </div>
  );
}

/** The same question, answered as a file. */
function Table({ body }: { body: Parameters<typeof operator.simulateTable>[0] }) {
  const save = useMutation({
    mutationFn: async () => {
      const url = URL.createObjectURL(await operator.simulateTable(body));
      Object.assign(document.createElement('a'), { href: url, download: 'availability.csv' }).click();
      URL.revokeObjectURL(url);
    },
  });
  return (
    <>
      {save.error ? <ProblemPanel error={save.error} /> : null}
      <Button
        size="xs"
        variant="default"
        leftSection={<Download size={14} aria-hidden="true" />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Download as CSV
      </Button>
    </>
  );
}

function AnswerTable({ rows, names }: { rows: SimulationAnswer['data']; names: Map<string, string> }) {
  const [drawn, setDrawn] = useState(DRAWN);
  return (
    <div className="panel">
      <table className="table intake-table">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Where</th>
            <th scope="col">At (UTC)</th>
            <th scope="col">May watch</th>
            <th scope="col">By</th>
            <th scope="col">Changes</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((row) => (
            <tr key={`${row.title_id}${row.asker}${row.at}`}>
              <th scope="row">
                <Link to={whyLink(row)}>
                  <bdi>{names.get(row.title_id) ?? row.external_id}</bdi>
                </Link>
              </th>
              <td>{row.territory ? <span title={territoryName(row.territory)}>{row.territory}</span> : 'Not known'}</td>
              <td className="short">{utc(row.at)}</td>
              <td>
                <YesNo verdict={row} />
              </td>
              <td className="short">
                {row.license_type && (
                  <span className="licence" data-hue={row.license_type}>
                    {row.license_type}
                  </span>
                )}{' '}
                {row.max_height && `${row.max_height} lines`}
              </td>
              <td className="short">
                {row.next_change_at ? utc(row.next_change_at) : <span className="muted">Stays</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > drawn && (
        <div className="more-rows">
          <Button variant="subtle" size="xs" onClick={() => setDrawn(drawn + DRAWN)}>
            Show {Math.min(DRAWN, rows.length - drawn)} more of {rows.length.toLocaleString()}
          </Button>
        </div>
      )}
    </div>
  );
}

const whyLink = ({ title_id: title, territory, device, at }: SimulationAnswer['data'][number]): string =>
  `/rights/why?${new URLSearchParams({ title, at, ...(territory ? { territory } : {}), ...(device ? { device } : {}) })}`;
