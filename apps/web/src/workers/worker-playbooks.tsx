import type { PlaybookRow, WorkerView } from '@dayshift/contracts';
import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { useState } from 'react';
import { usePlaybooks } from '../api/playbooks.ts';
import { restLooks } from '../playbooks/rest-words.ts';
import { usePlaybookLife } from '../playbooks/use-playbook-life.ts';
import { Card } from '../ui/card.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import classes from './worker-page.module.css';

/** What a worker works by, and the way to give it more. */
export function WorkerPlaybooks({ worker }: { worker: WorkerView }) {
  return (
    <Card title="Playbooks">
      <ul className={classes.links}>
        {worker.playbooks.length === 0 && (
          <li className={classes.quiet}>
            {worker.state === 'left' ? 'None any more.' : 'None yet, so it has nothing to do.'}
          </li>
        )}
        {worker.playbooks.map(({ id, name, version, rest }) => (
          <li key={id}>
            <Link to="/playbooks/$playbookId" params={{ playbookId: id }} search={{}}>
              <Workflow size={15} aria-hidden />
              <span className={classes.linkText}>
                {name} · {version === 0 ? 'draft' : `v${version}`}
              </span>
              {rest && <StateTag tone={restLooks[rest.state].tone}>{restLooks[rest.state].word}</StateTag>}
            </Link>
          </li>
        ))}
      </ul>
      {worker.state !== 'left' && <GiveMenu worker={worker} />}
    </Card>
  );
}

const mostShown = 12;

function GiveMenu({ worker }: { worker: WorkerView }) {
  const [isOpen, setOpen] = useState(false);
  const playbooks = usePlaybooks(isOpen);
  const life = usePlaybookLife();
  const others = (playbooks.data?.items ?? []).filter(
    ({ workerId, rest }) => workerId !== worker.id && rest?.state !== 'archived',
  );
  // What is nobody's comes first: it waits for somebody.
  const sorted = others.toSorted((left, right) => Number(has(left)) - Number(has(right)));
  return (
    <Menu position="bottom-start" withinPortal shadow="md" width={280} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button
          className={classes.give ?? ''}
          leftSection={<Plus size={15} />}
          loading={life.busyId !== undefined}
        >
          Give a playbook
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Plus size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/playbooks" search={{ new: true, worker: worker.id }} {...props} />
          )}
        >
          A new one…
        </Menu.Item>
        {sorted.length > 0 && <Menu.Divider />}
        {sorted.slice(0, mostShown).map((playbook) => (
          <Menu.Item
            key={playbook.id}
            leftSection={<Workflow size={15} aria-hidden />}
            onClick={() => void life.giveTo(playbook, worker.id)}
          >
            <span className={classes.offered}>
              {playbook.name}
              <span className={classes.quiet}>
                {has(playbook) ? `from ${playbook.workerName ?? 'another worker'}` : 'nobody has it'}
              </span>
            </span>
          </Menu.Item>
        ))}
        {sorted.length > mostShown && (
          <Menu.Item renderRoot={(props) => <Link to="/playbooks" search={{}} {...props} />}>
            {sorted.length - mostShown} more…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const has = ({ workerId }: PlaybookRow) => workerId !== undefined;
