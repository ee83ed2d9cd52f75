import { Checkbox, NativeSelect, NumberInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { MILESTONE_EVENTS } from '../../../domain/rights/milestones';
import { LICENCE_TYPES, type LicenceType } from '../../../domain/rights/types';
import type { HeadendProblem } from '../../shared/api/problem';
import { fieldProblem } from '../lib/fields';
import { DEVICES, type EdgeForm, type WindowForm } from './form';
import { LICENCE_LOOKS } from './looks';
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
