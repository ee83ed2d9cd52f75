import { Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Draft, Picture } from '../lib/delivery';
import { withRole } from '../lib/delivery';
import { operator } from '../lib/queries';
import { AudioRow, CaptionRow, MetadataRow, PictureRow } from './Files';

/** What the API said of a field, by the field's path in the order. */
export type Wrong = (path: string) => string | undefined;

interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: Wrong;
}

const replaced = <T,>(all: T[], at: number, part: T): T[] => all.map((other, index) => (index === at ? part : other));
const without = <T,>(all: T[], at: number): T[] => all.filter((_, index) => index !== at);

/** The files beside the master, in the order of `sidecarsOf`. */
export function Sidecars({ draft, change, wrong, onDamaged }: PartProps & { onDamaged: (picture: Picture) => void }) {
  const { captions, audios, pictures, metadata } = draft;
  const texts = captions.length;
  const sounds = texts + audios.length;
  return (
    <>
      {captions.map((part, at) => (
        <CaptionRow
          key={`${part.file.name}${part.file.size}`}
          part={part}
          error={wrong(`sidecars.${at}`)}
          onChange={(next) => change({ captions: replaced(captions, at, next) })}
          onRemove={() => change({ captions: without(captions, at) })}
        />
      ))}
      {audios.map((part, at) => (
        <AudioRow
          key={`${part.file.name}${part.file.size}`}
          part={part}
          error={wrong(`sidecars.${texts + at}`)}
          onChange={(next) => change({ audios: replaced(audios, at, next) })}
          onRemove={() => change({ audios: without(audios, at) })}
        />
      ))}
      {pictures.map((picture, at) => (
        <PictureRow
          key={`${picture.file.name}${picture.file.size}`}
          picture={picture}
          error={wrong(`sidecars.${sounds + at}`)}
          onRole={(role) => change({ pictures: withRole(pictures, picture, role) })}
          onLanguage={(language) => change({ pictures: replaced(pictures, at, { ...picture, language }) })}
          onRemove={() => change({ pictures: without(pictures, at) })}
          onDamaged={() => onDamaged(picture)}
        />
      ))}
      {metadata && (
        <MetadataRow
          file={metadata}
          error={wrong(`sidecars.${sounds + pictures.length}`)}
          onRemove={() => change({ metadata: undefined })}
        />
      )}
    </>
  );
}

/** What the title is called and whether the order changes one that is there. */
export const Names = ({ draft, change, tried, wrong }: PartProps & { tried: boolean }) => (
  <>
    <Switch
      label="Update of a title that is out"
      description="What is not delivered is kept from its current version, the master too."
      checked={draft.update}
      onChange={(event) => change({ update: event.currentTarget.checked })}
    />
    <div className="two">
      <TextInput
        label="Title"
        description={draft.update ? 'Left out, it stays.' : 'What viewers read.'}
        required={!draft.update}
        value={draft.title}
        maxLength={500}
        error={tried && !draft.update && !draft.title.trim() ? 'The title needs a name.' : wrong('title')}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        label="Your id of the title"
        description="The same id again makes a new version of it."
        required
        value={draft.externalId}
        maxLength={200}
        error={tried && !draft.externalId.trim() ? 'The title needs an id of yours.' : wrong('external_id')}
        onChange={(event) => change({ externalId: event.currentTarget.value })}
      />
    </div>
  </>
);

/** How urgent an order is, in words. */
export const PRIORITIES: Record<number, string> = {
  1: '1, urgent',
  2: '2, soon',
  3: '3, normal',
  4: '4, can wait',
  5: '5, when idle',
};

/** Profile, policy and priority. */
export function Settings({ draft, change, wrong }: PartProps) {
  const { data } = useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => operator.profiles(signal),
    retry: false,
  });
  return (
    <div className="two">
      <Select
        label="Encode profile"
        description="Which renditions are made."
        placeholder={data ? `Default (${data.default_profile})` : 'Default'}
        data={data?.encode.map(({ name }) => name) ?? []}
        value={draft.profile}
        error={wrong('profile')}
        onChange={(profile) => change({ profile })}
        clearable
        clearButtonProps={{ 'aria-label': 'Use the default profile' }}
      />
      <Select
        label="Quality policy"
        description="How strictly the master is judged."
        placeholder={data ? `Default (${data.default_policy})` : 'Default'}
        data={data?.quality.map(({ name }) => name) ?? []}
        value={draft.policy}
        error={wrong('quality_policy')}
        onChange={(policy) => change({ policy })}
        clearable
        clearButtonProps={{ 'aria-label': 'Use the default policy' }}
      />
      <Select
        label="Priority"
        description="An urgent title passes those that wait."
        allowDeselect={false}
        data={Object.entries(PRIORITIES).map(([value, label]) => ({ value, label }))}
        value={String(draft.priority)}
        error={wrong('priority')}
        onChange={(priority) => change({ priority: Number(priority) })}
      />
    </div>
  );
}
