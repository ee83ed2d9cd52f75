import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { TitleDraft, TitleIssue } from '../../shared/api/types';
import { count } from '../../shared/format';
import { LOCAL_FIELDS } from './draft';
import { localeName } from './Locales';

const LOOKS = {
  error: { icon: CircleAlert, word: 'Error', tone: 'bad' },
  warning: { icon: TriangleAlert, word: 'Warning', tone: 'warn' },
  hint: { icon: Info, word: 'Hint', tone: 'idle' },
} as const;

/** What is to be mended, heaviest first; each leads to its field. */
export function Issues({ draft }: { draft: TitleDraft }) {
  const errors = draft.issues.filter(({ severity }) => severity === 'error').length;
  return (
    <section className="panel editor-panel" aria-labelledby="issues">
      <h2 id="issues">Issues</h2>
      <p className="muted">
        {errors > 0 ? `${count(errors, 'error')} to mend before it can be published.` : 'Nothing stands in its way.'}
      </p>
      {draft.issues.length === 0 && (
        <p className="issue" data-tone="good">
          <CircleCheck size={16} aria-hidden="true" /> Complete
        </p>
      )}
      <ul className="issues">
        {draft.issues.map((issue) => (
          <IssueRow key={`${issue.code} ${issue.path}`} issue={issue} />
        ))}
      </ul>
      <ul className="completeness" aria-label="Completeness by locale">
        {draft.completeness.map(({ locale, required, filled, missing }) => (
          <li key={locale} data-required={required}>
            <span>
              {localeName(locale)} {required && <small className="muted">required</small>}
            </span>
            <span className="mono">
              {filled.length}/{filled.length + missing.length}
            </span>
            <span className="completeness-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * filled.length) / (filled.length + missing.length)}%` }} />
            </span>
            {missing.length > 0 && <small className="muted">Missing: {missing.map(labelOf).join(', ')}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const labelOf = (field: string): string =>
  (LOCAL_FIELDS.find(({ name }) => name === field)?.label ?? field).toLowerCase();

function IssueRow({ issue: { severity, path, message } }: { issue: TitleIssue }) {
  const look = LOOKS[severity];
  return (
    <li>
      <button type="button" className="issue" data-tone={look.tone} onClick={() => goTo(path)}>
        <look.icon size={16} aria-hidden="true" />
        <span>
          <span className="visually-hidden">{look.word}: </span>
          {message}
          <small className="mono">{path}</small>
        </span>
      </button>
    </li>
  );
}

/** The field itself, or what holds it: `/ratings/0` is typed in `/ratings`. */
function goTo(pointer: string): void {
  for (let path = pointer; path; path = path.slice(0, path.lastIndexOf('/'))) {
    const field = document.getElementById(path);
    if (!field) continue;
    field.focus();
    return;
  }
}
