import { Select, TagsInput } from '@mantine/core';
import { useEffect } from 'react';
import { ProblemPanel } from '../components/States';
import { TitlesPick } from '../rights/TitlePick';
import { useTemplates } from './channels';
import { type ChannelForm, withTemplate } from './form';

interface WhatItAirsProps {
  form: ChannelForm;
  change: (part: Partial<ChannelForm>) => void;
}

/** What a new channel begins with: a template, and what it needs. */
export function WhatItAirs({ form, change }: WhatItAirsProps) {
  const { data, error } = useTemplates();
  const templates = data?.data ?? [];
  const { template, given } = form;
  useEffect(() => {
    const [first] = data?.data ?? [];
    if (!template && first) change({ ...withTemplate(first) });
  });
  return (
    <section className="panel editor-panel" aria-labelledby="what-it-airs">
      <h2 id="what-it-airs">What it airs</h2>
      {error ? <ProblemPanel error={error} /> : null}
      <Select
        label="Begin with"
        description="It fills in the rules, and picture and sound below."
        data={templates.map(({ name, description }) => ({ value: name, label: description.replace(/\.$/, '') }))}
        value={template?.name ?? null}
        allowDeselect={false}
        onChange={(name) => {
          const chosen = templates.find((each) => each.name === name);
          if (chosen) change(withTemplate(chosen));
        }}
      />
      {template?.needs.map((need) => {
        const take = (ids: string[]) => change({ given: { ...given, [need.name]: ids } });
        const label = `${need.description.replace(/\.$/, '')}${need.optional ? ', if any' : ''}`;
        const ids = given[need.name] ?? [];
        if (need.of === 'title' || need.of === 'series')
          return <TitlesPick key={need.name} label={label} values={ids} onChange={take} isShown />;
        return (
          <TagsInput
            key={need.name}
            label={label}
            description={need.of === 'collection' ? 'Ids of collections' : 'Keys of genres'}
            value={ids}
            onChange={take}
          />
        );
      })}
      <p className="muted">Dayparts, strips, events and breaks are changed under “Rules” once the channel is there.</p>
    </section>
  );
}
