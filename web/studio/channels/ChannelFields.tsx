import { MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { TerritoryInput } from '../rights/TerritoryInput';
import { TitlePick } from '../rights/TitlePick';
import { type ChannelForm, RUNGS, slugOf } from './form';
import { WhatItAirs } from './WhatItAirs';

interface ChannelFieldsProps {
  form: ChannelForm;
  change: (part: Partial<ChannelForm>) => void;
  isNew: boolean;
  /** Players keep to the format they began with: pictures, sound and variants stay while it is on air. */
  fixed: boolean;
}

/** Everything a channel is made of but its rules. */
export function ChannelFields({ form, change, isNew, fixed }: ChannelFieldsProps) {
  return (
    <>
      <section className="panel editor-panel" aria-labelledby="what-it-is">
        <h2 id="what-it-is">What it is</h2>
        <div className="facts">
          <TextInput
            label="Name"
            required
            placeholder="Meadow TV"
            value={form.name}
            onChange={({ currentTarget: { value } }) => change({ name: value })}
          />
          <TextInput
            label="Address"
            description={`/live/${form.slug || slugOf(form.name) || 'meadow-tv'}/index.m3u8`}
            placeholder={slugOf(form.name) || 'meadow-tv'}
            value={form.slug}
            onChange={({ currentTarget: { value } }) => change({ slug: value })}
          />
          <NumberInput
            label="Number"
            min={1}
            max={99_999}
            allowDecimal={false}
            value={form.number}
            onChange={(value) => change({ number: value === '' ? '' : Number(value) })}
          />
          <Select
            label="Zone of its clock"
            searchable
            data={[...new Set(['UTC', form.zone, ...Intl.supportedValuesOf('timeZone')])]}
            limit={50}
            value={form.zone}
            allowDeselect={false}
            onChange={(zone) => zone && change({ zone })}
          />
          <TextInput
            label="Category"
            placeholder="Nature"
            value={form.category}
            onChange={({ currentTarget: { value } }) => change({ category: value })}
          />
          <TextInput
            label="Logo"
            description="An address here, or of a host in IMAGE_ORIGINS"
            placeholder="https://…"
            value={form.logo}
            onChange={({ currentTarget: { value } }) => change({ logo: value })}
          />
        </div>
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={form.description}
          onChange={({ currentTarget: { value } }) => change({ description: value })}
        />
      </section>
      {isNew && <WhatItAirs form={form} change={change} />}
      <section className="panel editor-panel" aria-labelledby="pictures-and-sound">
        <h2 id="pictures-and-sound">Picture and sound</h2>
        {fixed && <p className="muted">They stay as they are while the channel is on air: players keep to them.</p>}
        <div className="facts">
          <MultiSelect
            label="Pictures"
            required
            disabled={fixed}
            data={[...new Set([...RUNGS.map(String), ...form.rungs])].map((value) => ({ value, label: `${value}p` }))}
            value={form.rungs}
            onChange={(rungs) => change({ rungs })}
          />
          <TagsInput
            label="Languages of the sound"
            description="The first is the default."
            disabled={fixed}
            value={form.audio}
            onChange={(audio) => change({ audio })}
          />
          <TagsInput
            label="Languages of captions"
            description="Tags of BCP 47, such as en."
            disabled={fixed}
            value={form.captions}
            onChange={(captions) => change({ captions })}
          />
          <NumberInput
            label="Segments are at most"
            suffix=" s"
            min={2}
            max={10}
            allowDecimal={false}
            disabled={fixed}
            value={form.target}
            onChange={(value) => change({ target: value === '' ? '' : Number(value) })}
          />
          <NumberInput
            label="Players may wind back"
            suffix=" min"
            min={1}
            max={240}
            disabled={fixed}
            value={form.dvr}
            onChange={(value) => change({ dvr: value === '' ? '' : Number(value) })}
          />
        </div>
      </section>
      <section className="panel editor-panel" aria-labelledby="where-and-else">
        <h2 id="where-and-else">Where, and what else</h2>
        <div className="facts">
          {fixed ? (
            <TextInput label="Variants" readOnly disabled value={form.variants.join(', ')} />
          ) : (
            <TerritoryInput
              size="sm"
              label="Variants; the first is for everybody else"
              value={form.variants}
              onChange={(variants) => change({ variants })}
            />
          )}
          <TitlePick
            label="Slate, where nothing else may air"
            value={form.slate}
            onChange={(slate) => change({ slate })}
          />
        </div>
        <Switch
          label="CUE-OUT and CUE-IN beside SCTE-35, for receivers of old"
          checked={form.legacyCues}
          onChange={({ currentTarget: { checked } }) => change({ legacyCues: checked })}
        />
        <Switch
          label="Breaks as HLS Interstitials, and as alternative MPD events"
          checked={form.interstitials}
          onChange={({ currentTarget: { checked } }) => change({ interstitials: checked })}
        />
      </section>
    </>
  );
}
