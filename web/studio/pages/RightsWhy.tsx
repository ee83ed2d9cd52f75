import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { isPlace } from '../../../domain/rights/territory';
import type { Availability, RightsVerdict } from '../../shared/api/types';
import { relative } from '../../shared/format';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { useAddress } from '../rights/address';
import { DEVICES, instantOf, localOf } from '../rights/form';
import { RightsHead } from '../rights/RightsHead';
import { TitlePick } from '../rights/TitlePick';
import { useTitleOptions } from '../rights/titles';
import { WindowLine } from '../rights/WindowLine';
import { refusalWords, territoryName, utc } from '../rights/words';
import { YesNo } from '../rights/YesNo';

/** One question about one title, with the row that decides it. */
export function RightsWhy() {
  useTitleBar('Why not playable');
  const { params } = useAddress();
  const title = params.get('title') ?? '';
  const query = {
    ...{ territory: params.get('territory') ?? undefined, device: params.get('device') ?? undefined },
    at: params.get('at') ?? undefined,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['availability', title, query],
    enabled: title !== '',
    queryFn: ({ signal }) => operator.availability(title, query, signal),
  });
  return (
    <>
      <RightsHead meta="Ask the gate of playback why somebody may, or may not, watch a title." />
      <Question />
      {!title && (
        <Empty title="Choose a title">Then say where somebody is and on what, and read which window decides.</Empty>
      )}
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {title && !data && !error && <Rows what="the answer" count={4} />}
      {data && <Answer answer={data} />}
    </>
  );
}

function Question() {
  const { params, go } = useAddress();
  const at = params.get('at');
  const read = () => ({
    title: params.get('title') ?? '',
    territory: params.get('territory') ?? '',
    device: params.get('device') ?? '',
    at: at ? localOf(at).slice(0, 16) : '',
  });
  const [form, setForm] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a new question
  useEffect(() => setForm(read()), [params]);
  const strange = form.territory !== '' && !isPlace(form.territory);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (!strange) go({ ...form, at: form.at ? instantOf(form.at) : undefined }, { push: true });
  };
  return (
    <form className="panel question" onSubmit={ask}>
      <TitlePick label="Title" value={form.title} onChange={(title) => setForm({ ...form, title })} />
      <TextInput
        size="xs"
        label="Territory"
        placeholder="Not known"
        maxLength={6}
        value={form.territory}
        error={strange ? 'A country such as DE, or a part such as US-CA' : undefined}
        onChange={({ currentTarget }) => setForm({ ...form, territory: currentTarget.value.trim().toUpperCase() })}
      />
      <Autocomplete
        size="xs"
        label="Device"
        placeholder="Not known"
        data={DEVICES}
        value={form.device}
        onChange={(device) => setForm({ ...form, device })}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        label="At (UTC), or now"
        value={form.at}
        onChange={({ currentTarget }) => setForm({ ...form, at: currentTarget.value })}
      />
      <Button type="submit" size="xs" disabled={!form.title} leftSection={<CircleHelp size={14} aria-hidden="true" />}>
        Ask
      </Button>
    </form>
  );
}

function Answer({ answer }: { answer: Availability }) {
  const [title] = useTitleOptions('', [answer.title_id]);
  const { play } = answer;
  const where = answer.territory ? ` in ${territoryName(answer.territory)}` : ' somewhere unknown';
  const who = `${where}${answer.device ? ` on ${answer.device}` : ''} at ${utc(answer.at)} UTC`;
  const row = answer.rows.find(({ window }) => window.id === play.window_id)?.window;
  return (
    <div className="answer">
      <section className="panel verdict" data-tone={play.allowed ? 'good' : 'bad'} aria-live="polite">
        {play.allowed ? <CircleCheck size={28} aria-hidden="true" /> : <CircleX size={28} aria-hidden="true" />}
        <div>
          <h2>
            {play.allowed ? 'Yes' : 'No'}: <bdi>{title?.label ?? answer.external_id}</bdi>{' '}
            {play.allowed ? 'plays' : 'does not play'}
            {who}.
          </h2>
          <p>{play.allowed ? grantWords(play) : refusalWords(play.code)}</p>
          <p className="muted">
            {play.next_change_at ? (
              <>
                The answer changes on <b>{utc(play.next_change_at)}</b> UTC, {relative(play.next_change_at)}.
              </>
            ) : (
              'As far as is known, the answer stays.'
            )}{' '}
            {play.code && (
              <>
                Code <code>{play.code}</code>
              </>
            )}
          </p>
          {play.window_id && <Decided id={play.window_id} known={row} />}
        </div>
      </section>
      <Offers offers={answer.offers} />
      <RowsOf rows={answer.rows} decided={play.window_id} />
    </div>
  );
}

/** The row that decided; a bar is not among the grants, so it is asked for. */
function Decided({ id, known }: { id: string; known?: Availability['rows'][number]['window'] }) {
  const { data } = useQuery({
    queryKey: ['window', id],
    enabled: !known,
    queryFn: ({ signal }) => operator.window(id, signal),
  });
  const window = known ?? data?.value;
  return (
    <div className="decided">
      <small>The row that decided</small>
      {window ? <WindowLine window={window} /> : <code>{id}</code>}
    </div>
  );
}

const grantWords = ({ license_type: licence, max_height: height, languages }: RightsVerdict): string =>
  [
    licence ? `By ${licence}` : 'The title has no windows: it is open to everybody',
    ...(height ? [`up to ${height} lines`] : []),
    ...(languages.length > 0 ? [`in ${languages.join(', ')}`] : []),
  ].join(', ');

/** Licences that no grant is for need no line each. */
const isSold = ({ offer, play }: Availability['offers'][number]): boolean =>
  [offer, play].some(({ code }) => code !== 'playback/not-licensed');

const Offers = ({ offers }: { offers: Availability['offers'] }) => (
  <section className="panel" aria-labelledby="offers">
    <h2 id="offers" className="panel-title">
      By licence
    </h2>
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Licence</th>
          <th scope="col">May be sold now</th>
          <th scope="col">Its holder may watch</th>
        </tr>
      </thead>
      <tbody>
        {offers.filter(isSold).map(({ license_type: licence, offer, play }) => (
          <tr key={licence}>
            <th scope="row">
              <span className="licence" data-hue={licence}>
                {licence}
              </span>
            </th>
            <td>
              <YesNo verdict={offer} />
            </td>
            <td>
              <YesNo verdict={play} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {!offers.every(isSold) && (
      <p className="panel-note muted">
        No grant for{' '}
        {offers
          .filter((each) => !isSold(each))
          .map(({ license_type: licence }) => licence)
          .join(', ')}
        .
      </p>
    )}
  </section>
);

const RowsOf = ({ rows, decided }: { rows: Availability['rows']; decided: string | null }) => (
  <section className="panel" aria-labelledby="rows">
    <h2 id="rows" className="panel-title">
      Each grant as if it were the only one
    </h2>
    {rows.length === 0 && <p className="panel-empty">The title has no grant in force.</p>}
    {rows.length > 0 && (
      <table className="table">
        <tbody>
          {rows.map(({ window, play }) => (
            <tr key={window.id} data-decided={window.id === decided || undefined}>
              <td>
                <WindowLine window={window} />
              </td>
              <td>
                <YesNo verdict={play} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
