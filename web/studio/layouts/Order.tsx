import { ActionIcon } from '@mantine/core';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { moved } from './rails';

interface OrderProps<T> {
  list: readonly T[];
  at: number;
  name: string;
  onChange: (list: T[]) => void;
}

/** Moves one of a list, or takes it out. */
export const Order = <T,>({ list, at, name, onChange }: OrderProps<T>) => (
  <span className="related-actions">
    <ActionIcon
      variant="subtle"
      aria-label={`Move ${name} up`}
      disabled={at === 0}
      onClick={() => onChange(moved(list, at, -1))}
    >
      <ArrowUp size={14} />
    </ActionIcon>
    <ActionIcon
      variant="subtle"
      aria-label={`Move ${name} down`}
      disabled={at === list.length - 1}
      onClick={() => onChange(moved(list, at, 1))}
    >
      <ArrowDown size={14} />
    </ActionIcon>
    <ActionIcon
      variant="subtle"
      aria-label={`Take ${name} out`}
      onClick={() => onChange(list.filter((_, place) => place !== at))}
    >
      <X size={14} />
    </ActionIcon>
  </span>
);
