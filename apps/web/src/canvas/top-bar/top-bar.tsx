import type { PlaybookView } from '@dayshift/contracts';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Play, Redo2, Undo2 } from 'lucide-react';
import type { PlaybookSearch } from '../../address/search-params.ts';
import { PlaybookMenu } from '../../playbooks/playbook-menu.tsx';
import { modifierKey } from '../../ui/key.tsx';
import { HeaderTab, PageHeader } from '../../ui/page-header.tsx';
import type { DraftSync } from '../saving/draft-sync.ts';
import { useEditorStore, useHistory } from '../state/editor-context.tsx';
import { PlaybookName } from './playbook-name.tsx';
import { SaveTag } from './save-tag.tsx';
import classes from './top-bar.module.css';

type Tab = NonNullable<PlaybookSearch['tab']>;
const tabs: { tab: Tab; label: string }[] = [
  { tab: 'draw', label: 'Draw' },
  { tab: 'outline', label: 'Outline' },
  { tab: 'runs', label: 'Runs' },
  { tab: 'versions', label: 'Versions' },
];

interface Props {
  playbook: PlaybookView;
  sync: DraftSync;
  tab: Tab;
  /** The run that this fix is for. */
  fixedRunId: string | undefined;
  onTry: () => void;
  onPublish: () => void;
}

/** Where you are, whether it is saved, and the two things to do with a draft: try it, publish it. */
export function TopBar({ playbook, sync, tab, fixedRunId, onTry, onPublish }: Props) {
  const store = useEditorStore();
  const { canUndo, canRedo } = useHistory();
  const navigate = useNavigate();
  const isCurrent = playbook.publishedVersion > 0 && !playbook.hasUnpublishedChanges;
  return (
    <PageHeader
      parent={{ label: 'Playbooks', to: '/playbooks' }}
      title={<PlaybookName playbook={playbook} />}
      tabTitle={playbook.name}
      aside={<SaveTag sync={sync} />}
      tabs={
        <nav className={classes.tabs} aria-label="Views of the playbook">
          {tabs.map((each) => (
            <HeaderTab
              key={each.tab}
              isActive={tab === each.tab}
              to="/playbooks/$playbookId"
              params={{ playbookId: playbook.id }}
              search={{
                ...(each.tab === 'draw' ? {} : { tab: each.tab }),
                // Whoever fixes a run goes on fixing it, whatever they look at in between.
                ...(fixedRunId !== undefined && { run: fixedRunId }),
              }}
            >
              {each.label}
            </HeaderTab>
          ))}
        </nav>
      }
      actions={
        <>
          <Tooltip label={`Undo, ${modifierKey}Z`}>
            <ActionIcon
              className={classes.quiet ?? ''}
              aria-label="Undo"
              disabled={!canUndo}
              onClick={store.getState().undo}
            >
              <Undo2 size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`Redo, ${modifierKey}⇧Z`}>
            <ActionIcon
              className={classes.quiet ?? ''}
              aria-label="Redo"
              disabled={!canRedo}
              onClick={store.getState().redo}
            >
              <Redo2 size={16} />
            </ActionIcon>
          </Tooltip>
          <Button leftSection={<Play size={14} />} onClick={onTry}>
            Try it
          </Button>
          <PlaybookMenu
            playbook={playbook}
            onDeleted={() => void navigate({ to: '/playbooks', search: {} })}
          />
          <Button
            variant="filled"
            onClick={onPublish}
            disabled={isCurrent || playbook.rest?.state === 'archived'}
          >
            {isCurrent
              ? `v${playbook.publishedVersion} is published`
              : `Publish v${playbook.publishedVersion + 1}`}
          </Button>
        </>
      }
    />
  );
}
