import type { RunView } from '@dayshift/contracts';
import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleStop, CircleX, Ellipsis, History, Play, Workflow } from 'lucide-react';
import { isOver } from './use-run-live.ts';

/** What is done seldom: run again, look at the playbook, stop. */
export function RunMenu({
  view,
  canGiveUp,
  onRunAgain,
  onResume,
  onStop,
  onGiveUp,
}: {
  view: RunView;
  /** A step is stuck, so the run can be ended as failed. */
  canGiveUp: boolean;
  onRunAgain: () => void;
  onResume: () => void;
  onStop: () => void;
  onGiveUp: () => void;
}) {
  const isClosed = isOver(view);
  return (
    <Menu position="bottom-end" withinPortal shadow="md" width={230}>
      <Menu.Target>
        <Button aria-label="More to do with this run" px={10}>
          <Ellipsis size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Play size={15} aria-hidden />} onClick={onRunAgain}>
          Run again…
        </Menu.Item>
        <Menu.Item leftSection={<History size={15} aria-hidden />} onClick={onResume}>
          Resume…
        </Menu.Item>
        <Menu.Item
          leftSection={<Workflow size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/playbooks/$playbookId"
              params={{ playbookId: view.run.playbookId }}
              search={view.run.version > 0 ? { version: view.run.version } : {}}
              {...props}
            />
          )}
        >
          Open the playbook
        </Menu.Item>
        {!isClosed && (
          <>
            <Menu.Divider />
            {canGiveUp && (
              <Menu.Item leftSection={<CircleX size={15} aria-hidden />} onClick={onGiveUp}>
                Give up: let it fail…
              </Menu.Item>
            )}
            <Menu.Item
              color="var(--needs-ink)"
              leftSection={<CircleStop size={15} aria-hidden />}
              onClick={onStop}
            >
              Stop run…
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
