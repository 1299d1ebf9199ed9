import type { WorkerView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { Section } from '../ui/section.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import classes from './worker-page.module.css';

/** What it may do alone and what it asks, as its published playbooks say, with what happened so far. */
export function PolicyTable({ worker }: { worker: WorkerView }) {
  // The same words may come from several playbooks; their place in the list tells them apart.
  const lines = worker.policy.map((line, index) => ({ ...line, key: `${index} ${line.what}` }));
  return (
    <Section
      title={`What ${worker.name} may do alone`}
      aside={<span className={classes.note}>From its published playbooks</span>}
    >
      <ul className={classes.rows} aria-label={`What ${worker.name} may do alone`}>
        {lines.length === 0 && (
          <li className={classes.emptyRow}>Nothing yet: no playbook of {worker.name} is published.</li>
        )}
        {lines.map((line) => (
          <li key={line.key} className={classes.policy}>
            <span className={classes.what}>
              {line.what}
              <Link
                to="/playbooks/$playbookId"
                params={{ playbookId: line.playbookId }}
                search={{}}
                className={classes.ofPlaybook}
              >
                {line.playbookName}
              </Link>
            </span>
            <span>
              <StateTag tone={line.level === 'alone' ? 'done' : 'waits'}>
                {line.level === 'alone' ? 'alone' : 'asks'}
              </StateTag>
            </span>
            <span className={classes.when}>{line.when}</span>
            <span className={classes.evidence}>{line.evidence}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
