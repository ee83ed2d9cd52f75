import { Button, Checkbox, CloseButton, Textarea, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { TitleDraft, TitleIssue } from '../../shared/api/types';
import { languageName } from '../../shared/format';
import { type Form, isAbout, LOCAL_FIELDS, type LocalField } from './draft';

interface LocalesProps {
  draft: TitleDraft;
  form: Form;
  onChange: (form: Form) => void;
}

/** Words of every locale side by side, so that a translator sees what there is to say. */
export function Locales({ draft, form, onChange }: LocalesProps) {
  const locales = Object.keys(form.locales);
  const setWord = (locale: string, field: LocalField, text: string) =>
    onChange({ ...form, locales: { ...form.locales, [locale]: { ...form.locales[locale], [field]: text } } });
  const require = (locale: string, required: boolean) =>
    onChange({
      ...form,
      required: required ? [...form.required, locale] : form.required.filter((each) => each !== locale),
    });
  const drop = (locale: string) => {
    const { [locale]: _gone, ...rest } = form.locales;
    onChange({ ...form, locales: rest, required: form.required.filter((each) => each !== locale) });
  };
  return (
    <section className="panel editor-panel" aria-labelledby="words">
      <header className="editor-head">
        <h2 id="words">Words</h2>
        <AddLocale
          known={locales}
          onAdd={(locale) => onChange({ ...form, locales: { ...form.locales, [locale]: {} } })}
        />
      </header>
      {locales.length === 0 && <p className="muted">Add the first locale to give the title its name.</p>}
      <div className="locales">
        {locales.map((locale) => (
          <fieldset key={locale} className="locale">
            <legend className="visually-hidden">{localeName(locale)}</legend>
            <header className="locale-head">
              <strong>{localeName(locale)}</strong> <code>{locale}</code>
              <CloseButton size="sm" aria-label={`Remove ${localeName(locale)}`} onClick={() => drop(locale)} />
            </header>
            {LOCAL_FIELDS.map(({ name, label, rows }) => {
              const pointer = `/locales/${locale}/${name}`;
              const common = {
                id: pointer,
                label,
                lang: locale,
                dir: 'auto' as const,
                value: form.locales[locale]?.[name] ?? '',
                error: errorAt(draft.issues, pointer),
                onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
                  setWord(locale, name, currentTarget.value),
              };
              return rows === 1 ? (
                <TextInput key={name} {...common} />
              ) : (
                <Textarea key={name} {...common} rows={rows} description={room(name, common.value)} />
              );
            })}
            <Checkbox
              label="Must be complete to publish"
              checked={form.required.includes(locale)}
              onChange={({ currentTarget }) => require(locale, currentTarget.checked)}
            />
          </fieldset>
        ))}
      </div>
    </section>
  );
}

/** What the API found wrong at a field when it was saved last; hints are told beside the fields. */
export const errorAt = (issues: readonly TitleIssue[], pointer: string): string | undefined =>
  issues.find(({ severity, path }) => severity === 'error' && isAbout(path, pointer))?.message;

export const localeName = (locale: string): string => (locale === 'und' ? 'Language not told' : languageName(locale));

const MOST_SHORT = 250;
const room = (name: LocalField, text: string): string | undefined =>
  name === 'synopsis_short' ? `${text.length} of ${MOST_SHORT} characters` : undefined;

function AddLocale({ known, onAdd }: { known: readonly string[]; onAdd: (locale: string) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const locale = text.trim();
    if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)) return setProblem('Write a locale such as de or pt-BR.');
    if (known.includes(locale)) return setProblem('It is there already.');
    setProblem(undefined);
    setText('');
    onAdd(locale);
  };
  return (
    <form className="add-locale" onSubmit={add}>
      <TextInput
        size="xs"
        aria-label="Locale to add"
        placeholder="pt-BR"
        value={text}
        error={problem}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button size="xs" variant="default" type="submit" leftSection={<Plus size={14} aria-hidden="true" />}>
        Add a locale
      </Button>
    </form>
  );
}
