import { Textarea, TextInput } from '@mantine/core';
import type { TitleDraft } from '../../shared/api/types';
import type { Form } from './draft';
import { errorAt } from './Locales';

type TextField = 'year' | 'originalLanguage' | 'genres' | 'countries' | 'ratings' | 'eidr' | 'imdb' | 'gracenote';

const FIELDS: { name: TextField; pointer: string; label: string; example: string }[] = [
  { name: 'year', pointer: '/release_year', label: 'Year of release', example: '2010' },
  { name: 'originalLanguage', pointer: '/original_language', label: 'Original language', example: 'en' },
  { name: 'genres', pointer: '/genres', label: 'Genres', example: 'animation, fantasy' },
  { name: 'countries', pointer: '/countries', label: 'Countries', example: 'NL, DE' },
  { name: 'ratings', pointer: '/ratings', label: 'Age ratings', example: 'FSK 12, MPA PG-13' },
  { name: 'eidr', pointer: '/external_ids/eidr', label: 'EIDR', example: '10.5240/EA73-79D7-1B2B-B378-3A73-M' },
  { name: 'imdb', pointer: '/external_ids/imdb', label: 'IMDb', example: 'tt1727587' },
  { name: 'gracenote', pointer: '/external_ids/gracenote', label: 'Gracenote', example: 'MV002196180000' },
];

/** What is the same in every language. */
export function Facts({ draft, form, onChange }: { draft: TitleDraft; form: Form; onChange: (form: Form) => void }) {
  return (
    <section className="panel editor-panel" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <div className="facts">
        {FIELDS.map(({ name, pointer, label, example }) => (
          <TextInput
            key={name}
            id={pointer}
            label={label}
            placeholder={example}
            inputMode={name === 'year' ? 'numeric' : undefined}
            value={form[name]}
            error={errorAt(draft.issues, pointer)}
            onChange={({ currentTarget }) => onChange({ ...form, [name]: currentTarget.value })}
          />
        ))}
      </div>
      <Textarea
        id="/people"
        label="People"
        description="A line each, with the role first."
        placeholder={'director: Colin Levy\nactor: Halina Reijn as Sintel'}
        autosize
        minRows={3}
        maxRows={12}
        value={form.people}
        onChange={({ currentTarget }) => onChange({ ...form, people: currentTarget.value })}
      />
    </section>
  );
}
