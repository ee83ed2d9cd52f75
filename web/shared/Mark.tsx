/** The sign of Headend: a dish and what it sends. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path d="M4 4.5v15" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    <path d="M4 12h7.2" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    <path d="M12.6 8.4a5 5 0 0 1 0 7.2" stroke="var(--accent)" strokeWidth="2.4" strokeLinecap="round" />
    <path d="M16 5a9.8 9.8 0 0 1 0 14" stroke="var(--accent)" strokeWidth="2.4" strokeLinecap="round" />
  </svg>
);
