import { Button, Modal } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { CopyId } from './CopyId';

/** A secret that is shown this once. */
export const Secret = ({
  title,
  label,
  value,
  onClose,
  children,
}: {
  title: string;
  label: string;
  value: string | undefined;
  onClose: () => void;
  children: React.ReactNode;
}) => (
  <Modal
    opened={value !== undefined}
    onClose={onClose}
    title={title}
    size="lg"
    closeOnClickOutside={false}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <p className="confirm-text">{children}</p>
    <p className="secret">
      <KeyRound size={16} aria-hidden="true" />
      {value && <CopyId value={value} label={label} />}
    </p>
    <div className="confirm-actions">
      <Button onClick={onClose} data-autofocus>
        I have kept it
      </Button>
    </div>
  </Modal>
);
