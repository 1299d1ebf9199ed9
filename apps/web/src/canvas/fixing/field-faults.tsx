import { CircleAlert } from 'lucide-react';
import { createContext, useContext } from 'react';
import { useFieldHost } from '../inspector/field-context.ts';
import { valueInWords } from '../inspector/value-words.ts';
import classes from './field-faults.module.css';
import type { FieldFault } from './fixed-run.ts';

/** What the run that is fixed was refused for at the open step. */
export const FaultsContext = createContext<readonly FieldFault[]>([]);

/** Those at one field and at what it holds. */
export function useFaultsAt(path: string): readonly FieldFault[] {
  const faults = useContext(FaultsContext);
  return faults.filter(({ field }) => field === path || field.startsWith(`${path}.`));
}

const mostOffered = 12;

/** At the field: what the receiver said of it in this run, what was sent, and what it takes, a press away. */
export function FieldFaults({ faults }: { faults: readonly FieldFault[] }) {
  const { change } = useFieldHost();
  return faults.map(({ field, name, message, sent, allowed }) => (
    <div key={`${field} ${message}`} className={classes.fault} role="note">
      <CircleAlert size={14} aria-hidden />
      <div>
        <p>
          In the run you fix: {message}.{' '}
          {sent === undefined ? `“${name}” was not sent.` : `“${name}” was ${valueInWords(sent)}.`}
        </p>
        {allowed.length > 0 && (
          <div className={classes.allowed}>
            <span>It takes</span>
            {allowed.slice(0, mostOffered).map((value) => (
              <button
                key={String(value)}
                type="button"
                title={`Send ${String(value)} as “${name}”`}
                onClick={() => change(field, value)}
              >
                {String(value)}
              </button>
            ))}
            {allowed.length > mostOffered && <span>and {allowed.length - mostOffered} more</span>}
          </div>
        )}
      </div>
    </div>
  ));
}
