import type { PlaybookView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { History, RotateCcw } from 'lucide-react';
import { useVersion, useVersions } from '../../api/playbooks.ts';
import { GraphView } from '../../graph/graph-view.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { WhatChanged } from '../bars/what-changed.tsx';
import { useEditor, useEditorStore } from '../state/editor-context.tsx';
import classes from './versions.module.css';

interface Props {
  playbook: PlaybookView;
  version: number | undefined;
  onPublish: () => void;
}

/** Every published version with what changed in it, drawn as it was. An old one can be taken back into the draft. */
export function VersionsTab({ playbook, version, onPublish }: Props) {
  const navigate = useNavigate();
  const versions = useVersions(playbook.id);
  const items = versions.data?.items ?? [];
  const shown = version ?? items[0]?.version;
  if (versions.isPending)
    return (
      <div className={classes.padded}>
        <SkeletonRows what="versions" />
      </div>
    );
  if (versions.error) {
    return (
      <div className={classes.padded}>
        <ErrorBox error={versions.error} onRetry={() => void versions.refetch()} />
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState
        icon={History}
        title="Nothing is published yet."
        action={<Button onClick={onPublish}>Publish v1</Button>}
      >
        Each version stays as it was; runs keep the one they were started with.
      </EmptyState>
    );
  }
  return (
    <div className={classes.split}>
      <ol className={classes.list} aria-label="Versions, newest first">
        {items.map((item) => (
          <li key={item.version}>
            <button
              type="button"
              className={classes.row}
              aria-current={item.version === shown || undefined}
              onClick={() =>
                void navigate({
                  to: '/playbooks/$playbookId',
                  params: { playbookId: playbook.id },
                  search: { tab: 'versions', version: item.version },
                })
              }
            >
              <span className={classes.head}>
                <strong>v{item.version}</strong>
                {item.version === playbook.publishedVersion && <span className={classes.live}>runs now</span>}
                <span className={classes.when}>
                  <TimeText at={item.publishedAt} /> · {item.publishedBy}
                </span>
              </span>
              {item.note && <span className={classes.note}>{item.note}</span>}
              <ul className={classes.changes}>
                {item.changes.slice(0, 6).map((change) => (
                  <li key={change}>{change}</li>
                ))}
                {item.changes.length > 6 && <li>… and {item.changes.length - 6} more</li>}
                {item.changes.length === 0 && <li>First version, or nothing but places changed</li>}
              </ul>
            </button>
          </li>
        ))}
      </ol>
      {shown !== undefined && <OneVersion playbookId={playbook.id} version={shown} />}
    </div>
  );
}

function OneVersion({ playbookId, version }: { playbookId: string; version: number }) {
  const store = useEditorStore();
  const navigate = useNavigate();
  const draft = useEditor((state) => state.graph);
  const view = useVersion(playbookId, version);
  if (view.error) {
    return (
      <div className={classes.padded}>
        <ErrorBox error={view.error} onRetry={() => void view.refetch()} />
      </div>
    );
  }
  if (!view.data)
    return (
      <div className={classes.padded}>
        <SkeletonRows what={`version ${version}`} rows={2} />
      </div>
    );
  const { graph } = view.data;
  return (
    <section className={classes.version} aria-label={`Version ${version}`}>
      <div className={classes.bar}>
        <div className={classes.barText}>
          <strong>v{version}, to look at.</strong>
          <WhatChanged from={graph} to={draft} intro="Since then the draft changed:" />
        </div>
        <Button
          leftSection={<RotateCcw size={14} />}
          onClick={() => {
            store.getState().replace(`Take back v${version}`, graph);
            notifications.show({ message: `v${version} is the draft now. Undo brings the other one back.` });
            void navigate({ to: '/playbooks/$playbookId', params: { playbookId }, search: {} });
          }}
        >
          Take back into the draft
        </Button>
      </div>
      <div className={classes.graph}>
        <GraphView key={version} graph={graph} />
      </div>
    </section>
  );
}
