import { Checkbox, NativeSelect, NumberInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { MILESTONE_EVENTS } from '../../../domain/rights/milestones';
import { LICENCE_TYPES, type LicenceType } from '../../../domain/rights/types';
import type { HeadendProblem } from '../../shared/api/problem';
import { fieldProblem } from '../lib/fields';
import { DEVICES, type EdgeForm, type WindowForm } from './form';
import { LICENCE_LOOKS } from './looks';
import { TermFields } from './TermFields';
import { TerritoryInput } from './TerritoryInput';

const KINDS = [
  { value: 'grant', label: 'Grant' },
  { value: 'blackout', label: 'Blackout' },
  { value: 'holdback', label: 'Holdback' },
];

interface FieldsProps {
  form: WindowForm;
  problem?: HeadendProblem;
  set: (change: Partial<WindowForm>) => void;
}

/** What a window says, to be typed. */
export function WindowFields({
  form,
  problem,
  onChange,
  dense = false,
}: {
  /** What seldom changes is folded away. */
  dense?: boolean;
  form: WindowForm;
  problem?: HeadendProblem;
  onChange: (form: WindowForm) => void;
}) {
  const given = { form, problem, set: (change: Partial<WindowForm>) => onChange({ ...form, ...change }) };
  if (!dense)
    return (
      <div className="window-fields">
        <WhatFields {...given} />
        <WhereField {...given} />
        <WhenFields {...given} />
        <HowFields {...given} />
        <MoreFields {...given} />
      </div>
    );
  return (
    <div className="window-fields">
      <WhenFields {...given} />
      <WhereField {...given} />
      <details>
        <summary>Kind, licence, picture and devices</summary>
        <div className="window-fields">
          <WhatFields {...given} />
          <HowFields {...given} />
        </div>
      </details>
      <MoreFields {...given} />
    </div>
  );
}

function WhatFields({ form, set }: FieldsProps) {
  const licences = LICENCE_TYPES.map((type) => ({ value: type, label: `${type}, ${LICENCE_LOOKS[type].means}` }));
  const grant = form.kind === 'grant';
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Kind of window"
        data={KINDS}
        value={form.kind}
        onChange={(kind) => set({ kind: kind as WindowForm['kind'] })}
      />
      <NativeSelect
        size="xs"
        label={grant ? 'Licence' : 'Bars'}
        data={grant ? licences : [{ value: '', label: 'Every licence' }, ...licences]}
        value={form.licence}
        onChange={({ currentTarget }) => set({ licence: currentTarget.value as LicenceType | '' })}
      />
    </>
  );
}

const WhereField = ({ form, problem, set }: FieldsProps) => (
  <TerritoryInput
    label="Territories"
    placeholder="DE, EU, US-CA, or ZZ for the world"
    value={form.territories}
    error={fieldProblem(problem, 'territories')}
    onChange={(territories) => set({ territories })}
  />
);

const WhenFields = ({ form, problem, set }: FieldsProps) => (
  <>
    <Edge name="Start" open="Since ever" edge={form.start} onChange={(start) => set({ start })} />
    <Edge
      name="End"
      open="Never ends"
      edge={form.end}
      error={fieldProblem(problem, 'ends_at')}
      onChange={(end) => set({ end })}
    />
  </>
);

function HowFields({ form, problem, set }: FieldsProps) {
  const grant = form.kind === 'grant';
  return (
    <>
      <TerritoryInput
        label="Without"
        placeholder="None"
        value={form.excluded}
        error={fieldProblem(problem, 'excluded_territories')}
        onChange={(excluded) => set({ excluded })}
      />
      {grant && (
        <NativeSelect
          size="xs"
          label="Best picture"
          data={[
            { value: '', label: 'Any' },
            { value: 'SD', label: 'SD, up to 576 lines' },
            { value: 'HD', label: 'HD, up to 1080 lines' },
            { value: 'UHD', label: 'UHD, up to 4320 lines' },
          ]}
          value={form.quality}
          onChange={({ currentTarget }) => set({ quality: currentTarget.value as WindowForm['quality'] })}
        />
      )}
      <TagsInput
        size="xs"
        label="Devices"
        data={DEVICES}
        value={form.devices}
        placeholder={form.devices.length === 0 ? 'All' : undefined}
        onChange={(devices) => set({ devices })}
      />
      {grant && (
        <Checkbox
          size="xs"
          radius="sm"
          label="Sold to nobody else at the same time"
          checked={form.exclusive}
          onChange={({ currentTarget }) => set({ exclusive: currentTarget.checked })}
        />
      )}
    </>
  );
}

/** What seldom differs from window to window, folded away. */
function MoreFields(given: FieldsProps) {
  const { form } = given;
  const told = form.languages.length + form.holdbacks.length + form.terms.length;
  if (form.kind !== 'grant') return null;
  return (
    <details>
      <summary>Languages, rental and terms{told > 0 && <span className="muted"> · {told}</span>}</summary>
      <div className="window-fields">
        <LanguageFields {...given} />
        {form.licence === 'VOD' && <RentalFields {...given} />}
        <TermFields {...given} />
        <ExceptionFields {...given} />
      </div>
    </details>
  );
}

const LanguageFields = ({ form, problem, set }: FieldsProps) => (
  <>
    <TagsInput
      size="xs"
      label="Languages"
      description="As de, or with what it is sold as: de audio, de subtitle, de subdub"
      value={form.languages}
      splitChars={[',', ';']}
      placeholder={form.languages.length === 0 ? 'Any' : undefined}
      error={fieldProblem(problem, 'languages')}
      onChange={(languages) => set({ languages })}
    />
    <TagsInput
      size="xs"
      label="Not in"
      value={form.holdbacks}
      splitChars={[',', ';', ' ']}
      placeholder={form.holdbacks.length === 0 ? 'No language is held back' : undefined}
      error={fieldProblem(problem, 'holdback_languages')}
      onChange={(holdbacks) => set({ holdbacks })}
    />
  </>
);

const hours = (value: string | number): number | '' => (value === '' ? '' : Number(value) || '');

const RentalFields = ({ form, problem, set }: FieldsProps) => (
  <div className="field-pair">
    <NumberInput
      size="xs"
      label="Begin within"
      description="From the rental"
      suffix=" hours"
      min={0}
      value={form.startBy}
      error={fieldProblem(problem, 'rental_start_by_seconds')}
      onChange={(value) => set({ startBy: hours(value) })}
    />
    <NumberInput
      size="xs"
      label="Finish within"
      description="From the first play"
      suffix=" hours"
      min={0}
      value={form.finishBy}
      error={fieldProblem(problem, 'rental_finish_by_seconds')}
      onChange={(value) => set({ finishBy: hours(value) })}
    />
  </div>
);

const ExceptionFields = ({ form, problem, set }: FieldsProps) => (
  <>
    <NumberInput
      size="xs"
      label="Airings on linear channels"
      placeholder="Without limit"
      min={1}
      allowDecimal={false}
      value={form.runs}
      error={fieldProblem(problem, 'runs')}
      onChange={(value) => set({ runs: hours(value) })}
    />
    <Checkbox
      size="xs"
      radius="sm"
      label="A person must approve it before it counts"
      checked={form.exception}
      onChange={({ currentTarget }) => set({ exception: currentTarget.checked })}
    />
    {form.exception && (
      <TextInput
        size="xs"
        label="Why"
        value={form.exceptionText}
        error={fieldProblem(problem, 'exception_text')}
        onChange={({ currentTarget }) => set({ exceptionText: currentTarget.value })}
      />
    )}
  </>
);

function Edge({
  name,
  open,
  edge,
  error,
  onChange,
}: {
  name: string;
  open: string;
  edge: EdgeForm;
  error?: string;
  onChange: (edge: EdgeForm) => void;
}) {
  const set = (change: Partial<EdgeForm>) => onChange({ ...edge, ...change });
  return (
    <fieldset className="edge">
      <legend>{name}</legend>
      <NativeSelect
        size="xs"
        aria-label={`How the ${name.toLowerCase()} is told`}
        data={[
          { value: 'at', label: 'At (UTC)' },
          { value: 'event', label: 'After an event' },
          { value: 'open', label: open },
        ]}
        value={edge.how}
        onChange={({ currentTarget }) => set({ how: currentTarget.value as EdgeForm['how'] })}
      />
      {edge.how === 'at' && (
        <TextInput
          size="xs"
          type="datetime-local"
          step={60}
          aria-label={`${name}, UTC`}
          value={edge.at.endsWith(':00') ? edge.at.slice(0, 16) : edge.at}
          error={error}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            set({ at: value.length === 16 ? `${value}:00` : value });
          }}
        />
      )}
      {edge.how === 'event' && (
        <div className="edge-event">
          <NumberInput
            size="xs"
            aria-label={`Days after the event, ${name.toLowerCase()}`}
            value={edge.days}
            suffix=" days"
            onChange={(days) => set({ days: Number(days) || 0 })}
          />
          <NativeSelect
            size="xs"
            aria-label={`Event of the ${name.toLowerCase()}`}
            data={MILESTONE_EVENTS.map((event) => ({ value: event, label: `after ${event}` }))}
            value={edge.event}
            onChange={({ currentTarget }) => set({ event: currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
