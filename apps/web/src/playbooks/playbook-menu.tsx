import { ActionIcon, Menu } from '@mantine/core';
import { Archive, ArchiveRestore, Copy, Ellipsis, Pause, Play, Trash2, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import { DeleteDialog } from './delete-dialog.tsx';
import { GiveDialog } from './give-dialog.tsx';
import { RestDialog } from './rest-dialog.tsx';
import type { Rest } from './rest-words.ts';
import { usePlaybookLife } from './use-playbook-life.ts';

interface Shown {
  id: string;
  name: string;
  workerId?: string | undefined;
  publishedVersion: number;
  openRuns: number;
  rest?: Rest | undefined;
}

type Asking = 'pause' | 'archive' | 'delete' | 'give';

/** What can be done with a playbook as a whole: pause it, give it away, copy it, put it away. */
export function PlaybookMenu({ playbook, onDeleted }: { playbook: Shown; onDeleted?: () => void }) {
  const life = usePlaybookLife();
  const [asking, setAsking] = useState<Asking>();
  const { name, rest, openRuns } = playbook;
  const isBusy = life.busyId === playbook.id;
  const close = () => setAsking(undefined);
  const restAs = (state: 'paused' | 'archived') => async (choice: 'go-on' | 'cancel') => {
    if (await life.setState(playbook, state, choice)) close();
  };
  const icon = { size: 15, 'aria-hidden': true } as const;
  return (
    <>
      <Menu position="bottom-end" withinPortal shadow="md" width={210}>
        <Menu.Target>
          <ActionIcon aria-label={`More to do with ${name}`} loading={isBusy && asking === undefined}>
            <Ellipsis size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {rest?.state === 'paused' && (
            <Menu.Item
              leftSection={<Play {...icon} />}
              onClick={() => void life.setState(playbook, 'in-use')}
            >
              Switch on
            </Menu.Item>
          )}
          {rest === undefined && (
            <Menu.Item leftSection={<Pause {...icon} />} onClick={() => setAsking('pause')}>
              Pause…
            </Menu.Item>
          )}
          <Menu.Item leftSection={<UserRoundPen {...icon} />} onClick={() => setAsking('give')}>
            Give to a worker…
          </Menu.Item>
          <Menu.Item leftSection={<Copy {...icon} />} onClick={() => void life.duplicate(playbook)}>
            Duplicate
          </Menu.Item>
          <Menu.Divider />
          {rest?.state === 'archived' ? (
            <Menu.Item
              leftSection={<ArchiveRestore {...icon} />}
              onClick={() =>
                // What was published comes back paused: nothing starts again only because it was looked for.
                void life.setState(playbook, playbook.publishedVersion > 0 ? 'paused' : 'in-use')
              }
            >
              Bring it back
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<Archive {...icon} />} onClick={() => setAsking('archive')}>
              Archive…
            </Menu.Item>
          )}
          <Menu.Item
            color="var(--needs-ink)"
            leftSection={<Trash2 {...icon} />}
            onClick={() => setAsking('delete')}
          >
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {(asking === 'pause' || asking === 'archive') && (
        <RestDialog
          name={name}
          state={asking === 'pause' ? 'paused' : 'archived'}
          openRuns={openRuns}
          isBusy={isBusy}
          onRest={(choice) => void restAs(asking === 'pause' ? 'paused' : 'archived')(choice)}
          onClose={close}
        />
      )}
      {asking === 'delete' && (
        <DeleteDialog
          name={name}
          openRuns={openRuns}
          isBusy={isBusy}
          onDelete={async () => {
            await life.remove(playbook);
            close();
            onDeleted?.();
          }}
          onCancelRuns={() =>
            void life.setState(playbook, rest?.state === 'archived' ? 'archived' : 'paused', 'cancel')
          }
          onClose={close}
        />
      )}
      {asking === 'give' && (
        <GiveDialog
          playbook={playbook}
          isBusy={isBusy}
          onGive={async (workerId) => {
            if (await life.giveTo(playbook, workerId)) close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
