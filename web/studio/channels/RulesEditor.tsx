import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import type { PlacedProblem } from './rules';

interface RulesEditorProps {
  text: string;
  onType: (text: string) => void;
  problems: readonly PlacedProblem[];
  /** What can be saved, but is probably not meant. */
  warnings: readonly PlacedProblem[];
}

/** Rules as text, with a mark at each line on which something is wrong, and what it is below. */
export function RulesEditor({ text, onType, problems, warnings }: RulesEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLOListElement>(null);
  const lines = text.split('\n').length;
  const toneOf = (line: number) =>
    problems.some((each) => each.line === line)
      ? 'bad'
      : warnings.some((each) => each.line === line)
        ? 'warn'
        : undefined;
  const goTo = (line: number) => {
    const from =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = text.indexOf('\n', from);
    area.current?.focus();
    area.current?.setSelectionRange(from, end < 0 ? text.length : end);
  };
  return (
    <>
      <div className="rules-editor" data-invalid={problems.length > 0 || undefined}>
        <ol className="rules-gutter" ref={gutter} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <li key={index} data-tone={toneOf(index + 1)}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          className="rules-text"
          aria-label="Rules of the schedule"
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? 'rules-problems' : undefined}
          spellCheck={false}
          wrap="off"
          rows={Math.min(40, Math.max(18, lines + 2))}
          value={text}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
          onScroll={({ currentTarget }) => gutter.current?.scrollTo(0, currentTarget.scrollTop)}
        />
      </div>
      {problems.length + warnings.length > 0 && (
        <div id="rules-problems" role="status">
          <ul className="rules-problems">
            {[...problems.map(told('bad')), ...warnings.map(told('warn'))].map(
              ({ tone, line, code, field, message, fix }) => (
                <li key={`${tone}${field}${message}`} data-tone={tone}>
                  {tone === 'bad' ? (
                    <CircleAlert size={16} aria-label="Fault" />
                  ) : (
                    <TriangleAlert size={16} aria-label="Probably not meant" />
                  )}
                  <div>
                    <button type="button" className="rules-line" onClick={() => goTo(line)}>
                      Line {line}
                    </button>{' '}
                    {field && <code>{field.split('/').slice(2).join(' › ')}</code>} {message}
                    {fix && <p className="muted">{fix}</p>}
                  </div>
                  {code && <code className="muted">{code}</code>}
                </li>
              ),
            )}
          </ul>
        </div>
      )}
    </>
  );
}

const told = (tone: 'bad' | 'warn') => (each: PlacedProblem) => ({ ...each, tone });
