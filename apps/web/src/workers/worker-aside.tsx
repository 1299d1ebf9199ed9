import type { WorkerView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { FileText, Workflow } from 'lucide-react';
import { Card } from '../ui/card.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { BudgetCard } from './budget-card.tsx';
import classes from './worker-page.module.css';

export function WorkerAside({ worker }: { worker: WorkerView }) {
  return (
    <aside className={classes.aside} aria-label={`More about ${worker.name}`}>
      <Card title="Playbooks">
        <ul className={classes.links}>
          {worker.playbooks.length === 0 && <li className={classes.quiet}>None yet.</li>}
          {worker.playbooks.map((playbook) => (
            <li key={playbook.id}>
              <Link to="/playbooks/$playbookId" params={{ playbookId: playbook.id }} search={{}}>
                <Workflow size={15} aria-hidden />
                {playbook.name} · {playbook.version === 0 ? 'draft' : `v${playbook.version}`}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      <BudgetCard worker={worker} />
      <Card title="Deliverables">
        <ul className={classes.links}>
          {worker.deliverables.length === 0 && (
            <li className={classes.quiet}>Documents it writes are listed here.</li>
          )}
          {worker.deliverables.slice(0, 6).map((deliverable) => (
            <li key={deliverable.id}>
              <Link to="/deliverables" search={{ open: deliverable.id }} title={deliverable.path}>
                <FileText size={15} aria-hidden />
                <span className={classes.linkText}>{deliverable.title}</span>
                <span className={classes.quiet}>
                  <TimeText at={deliverable.createdAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </aside>
  );
}
