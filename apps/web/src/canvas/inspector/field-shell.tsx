import type { Problem } from '@dayshift/model';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { FieldFaults, useFaultsAt } from '../fixing/field-faults.tsx';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';

interface Props {
  path: string;
  title: string;
  help?: string | undefined;
  /** `fx` and the picker, at the right of the label. */
  tools?: ReactNode;
  /** The value in the last run. */
  note?: ReactNode;
  /** A group marks problems of its parts at the parts themselves. */
  isGroup?: boolean;
  children: (ids: { inputId: string; describedBy: string | undefined; isInvalid: boolean }) => ReactNode;
}

/** Label, control, what it comes to, and what is wrong with it. */
export function FieldShell({ path, title, help, tools, note, isGroup = false, children }: Props) {
  const { nodeId, problems, focusedField } = useFieldHost();
  const own = problems.filter(
    (problem) => problem.field === path || (!isGroup && problem.field?.startsWith(`${path}.`)),
  );
  const inputId = `field-${nodeId}-${path}`;
  const noteId = `${inputId}-note`;
  const shell = useRef<HTMLDivElement>(null);
  const isWanted = focusedField === path || (!isGroup && focusedField?.startsWith(`${path}.`));
  useEffect(() => {
    if (!isWanted) return;
    shell.current?.scrollIntoView({ block: 'center' });
    const control = shell.current?.querySelector('[data-control]');
    const field = control?.querySelector<HTMLElement>('input, textarea, .cm-content');
    (field ?? control?.querySelector<HTMLElement>('button'))?.focus();
  }, [isWanted]);
  const faults = useFaultsAt(path);
  const hasError = own.some((problem) => problem.severity === 'error');
  return (
    <div ref={shell} className={classes.field}>
      <div className={classes.labelRow}>
        <label className={classes.label} htmlFor={inputId}>
          {title}
        </label>
        {tools}
      </div>
      <div data-control>
        {children({
          inputId,
          describedBy: own.length + faults.length > 0 || note || help ? noteId : undefined,
          isInvalid: hasError,
        })}
      </div>
      <div id={noteId}>
        {own.map((problem) => (
          <FieldProblem key={`${problem.code}${problem.message}`} problem={problem} />
        ))}
        {!isGroup && <FieldFaults faults={faults} />}
        {own.length === 0 && note && <div className={classes.note}>{note}</div>}
        {own.length === 0 && !note && help && <div className={classes.note}>{help}</div>}
      </div>
    </div>
  );
}

export function FieldProblem({ problem }: { problem: Problem }) {
  const { Icon, tone } = looks[problem.severity];
  return (
    <div className={classes.problem} data-tone={tone}>
      <Icon size={14} aria-hidden />
      <span>
        {problem.message} {problem.hint && <span className={classes.hint}>{problem.hint}</span>}
      </span>
    </div>
  );
}

const looks = {
  error: { Icon: CircleAlert, tone: 'needs' },
  warning: { Icon: TriangleAlert, tone: 'waits' },
  info: { Icon: Info, tone: 'none' },
} as const;
