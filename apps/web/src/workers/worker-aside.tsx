import type { WorkerView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { Card } from '../ui/card.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { BudgetCard } from './budget-card.tsx';
import classes from './worker-page.module.css';
import { WorkerPlaybooks } from './worker-playbooks.tsx';

export function WorkerAside({ worker }: { worker: WorkerView }) {
  return (
    <aside className={classes.aside} aria-label={`More about ${worker.name}`}>
      <WorkerPlaybooks worker={worker} />
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
