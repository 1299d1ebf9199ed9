import type { WorkerView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { ExactText } from '../ui/exact-text.tsx';
import { Section } from '../ui/section.tsx';
import { RunStateTag } from '../ui/state-tag.tsx';
import { troubleSentence } from '../words/trouble-sentence.ts';
import classes from './worker-page.module.css';

export function WorkingOn({ worker }: { worker: WorkerView }) {
  return (
    <Section
      title="Working on now"
      aside={
        <Link to="/runs" search={{ worker: worker.id }} className={classes.note}>
          All runs of {worker.name}
        </Link>
      }
    >
      <ul className={classes.rows} aria-label="Working on now">
        {worker.workingOn.length === 0 && (
          <li className={classes.emptyRow}>
            {worker.state === 'paused' ? `${worker.name} is sent home.` : 'Nothing at the moment.'}
          </li>
        )}
        {worker.workingOn.map((run) => (
          <li key={run.runId}>
            <Link to="/runs/$runId" params={{ runId: run.runId }} search={{}} className={classes.work}>
              <span className={classes.what}>
                <ExactText text={run.title} />
              </span>
              <span>
                <RunStateTag state={run.state} />
              </span>
              <Detail text={run.trouble ? troubleSentence(run.trouble.title, run.trouble) : run.detail} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Detail({ text }: { text: string }) {
  return (
    <span className={classes.when} title={text}>
      {text}
    </span>
  );
}
