import { CopyButton, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';

/** An id that copies itself on a click. */
export const CopyId = ({ value, label }: { value: string; label: string }) => (
  <CopyButton value={value} timeout={1500}>
    {({ copied, copy }) => (
      <Tooltip label={copied ? 'Copied' : `Copy ${label}`}>
        <button type="button" className="copy-id" onClick={copy} aria-label={`Copy ${label} ${value}`}>
          <span>{value}</span>
          {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
        </button>
      </Tooltip>
    )}
  </CopyButton>
);
