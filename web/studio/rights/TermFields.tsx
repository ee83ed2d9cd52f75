import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { HeadendProblem } from '../../shared/api/problem';
import { fieldProblem } from '../lib/fields';
import type { TermForm, WindowForm } from './form';

const NEW: TermForm = { name: '', value: '', currency: '' };

/** Terms of the contract: prices, and whatever else it says of the window. Only the retail price (SRP) is told in feeds. */
export function TermFields({
  form: { terms },
  problem,
  set,
}: {
  form: WindowForm;
  problem?: HeadendProblem;
  set: (change: Partial<WindowForm>) => void;
}) {
  const change = (at: number, to: Partial<TermForm>) =>
    set({ terms: terms.map((term, index) => (index === at ? { ...term, ...to } : term)) });
  return (
    <fieldset className="edge-terms">
      <legend>Terms</legend>
      {terms.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term has nothing but its place while it is typed
        <div key={index} className="term-row">
          {(['name', 'value', 'currency'] as const).map((part) => (
            <TextInput
              key={part}
              size="xs"
              aria-label={`${PARTS[part].name} of term ${index + 1}`}
              placeholder={PARTS[part].like}
              value={term[part]}
              error={part === 'name' ? fieldProblem(problem, `terms.${index}`) : undefined}
              onChange={({ currentTarget }) => change(index, { [part]: currentTarget.value })}
            />
          ))}
          <UnstyledButton
            className="icon-button"
            aria-label={`Remove term ${index + 1}`}
            onClick={() => set({ terms: terms.filter((_, at) => at !== index) })}
          >
            <X size={14} aria-hidden="true" />
          </UnstyledButton>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Plus size={12} aria-hidden="true" />}
        onClick={() => set({ terms: [...terms, { ...NEW, name: terms.length === 0 ? 'SRP' : '' }] })}
      >
        Add a term
      </Button>
    </fieldset>
  );
}

const PARTS = {
  name: { name: 'Name', like: 'SRP' },
  value: { name: 'Value', like: '3.99' },
  currency: { name: 'Currency', like: 'EUR' },
} as const;
