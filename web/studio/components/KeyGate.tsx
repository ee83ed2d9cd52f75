import { Button, PasswordInput } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { operatorKey } from '../../shared/api/client';
import { operator } from '../lib/queries';
import { ProblemPanel } from './States';

/** Asks for an operator key where the server gives none or takes the last one no more. Kept until the tab closes. */
export function KeyGate({ refused, onKey }: { refused: boolean; onKey: (key: string) => void }) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const enter = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    operatorKey.keep(key.trim());
    try {
      await operator.ingests({ limit: 1 });
      onKey(key.trim());
    } catch (problem) {
      operatorKey.forget();
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="gate" onSubmit={enter}>
      <KeyRound size={28} aria-hidden="true" />
      <h1>Enter an operator key</h1>
      <p>The studio speaks to the API with a key of your tenant. It is kept in this tab only.</p>
      <p className="muted small">
        An operator makes one under Keys, or with <code>npm run headend -- keys create --role operator</code>. The first
        one stands in <code>run.json</code> beside the data of the stack, or is the one it was deployed with.
      </p>
      {refused && <p role="status">The key you had entered is no longer taken. Enter another one.</p>}
      <PasswordInput
        label="API key"
        placeholder="hk_…"
        required
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        data-autofocus
      />
      {error ? <ProblemPanel error={error} /> : null}
      <Button type="submit" loading={busy} fullWidth>
        Open the studio
      </Button>
    </form>
  );
}
