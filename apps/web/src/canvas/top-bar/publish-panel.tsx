import type { PlaybookView } from '@dayshift/contracts';
import type { Graph, Problem } from '@dayshift/model';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { publishPlaybook, useVersion } from '../../api/playbooks.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useIntentionKey } from '../../api/use-intention-key.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { WorkerSelect } from '../../ui/worker-select.tsx';
import { WhatChanged } from '../bars/what-changed.tsx';
import { FieldProblem } from '../inspector/field-shell.tsx';
import classes from '../inspector/inspector.module.css';
import type { DraftSync } from '../saving/draft-sync.ts';
import { saveFirst } from '../saving/save-first.ts';
import { usePublishSettings } from './publish-settings.ts';

interface Props {
  playbook: PlaybookView;
  graph: Graph;
  problems: readonly Problem[];
  sync: DraftSync;
  onOpenProblem: (problem: Problem) => void;
  onClose: () => void;
}

/** Before a version is made for good: what stands in the way, and what changes. */
export function PublishPanel({ playbook, graph, problems, sync, onOpenProblem, onClose }: Props) {
  const client = useQueryClient();
  const next = playbook.publishedVersion + 1;
  const current = useVersion(
    playbook.id,
    playbook.publishedVersion > 0 ? playbook.publishedVersion : undefined,
  );
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [isPublishing, setPublishing] = useState(false);
  const key = useIntentionKey();
  const settings = usePublishSettings(playbook);
  const errors = problems.filter((problem) => problem.severity === 'error');
  const titleOf = (nodeId: string | undefined) => graph.nodes.find((node) => node.id === nodeId)?.title;

  const publish = async () => {
    setPublishing(true);
    setError(undefined);
    try {
      await saveFirst(sync, 'published');
      if (!(await settings.give())) return;
      const published = await publishPlaybook(
        playbook.id,
        { ifRevision: sync.revision(), ...(note.trim() === '' ? {} : { note: note.trim() }) },
        key.current(),
      );
      key.settle();
      client.setQueryData<PlaybookView>(
        queryKeys.playbook(playbook.id),
        (before) =>
          before && { ...before, publishedVersion: published.version, hasUnpublishedChanges: false },
      );
      void client.invalidateQueries({ queryKey: queryKeys.versions(playbook.id) });
      void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
      await settings.switchOn();
      const isResting = playbook.rest !== undefined && !settings.switchesOn;
      notifications.show({
        color: 'green',
        message: `v${published.version} is published. ${isResting ? 'It is paused: nothing starts on it yet.' : 'New runs use it.'}`,
      });
      onClose();
    } catch (caught) {
      setError(caught);
      key.settle(caught);
    } finally {
      setPublishing(false);
    }
  };

  return (
    <section aria-label={`Publish version ${next}`}>
      <header className={classes.head}>
        <div className={classes.names}>
          <strong>Publish v{next}</strong>
        </div>
        <Button onClick={onClose}>Close</Button>
        <Button
          variant="filled"
          disabled={errors.length > 0}
          loading={isPublishing}
          onClick={() => void publish()}
        >
          Publish
        </Button>
      </header>
      <div className={classes.body}>
        <p className={classes.hint}>A version never changes afterwards. Runs that are open keep theirs.</p>
        {error !== undefined && <ErrorBox error={error} title="It was not published." />}
        {errors.length > 0 && (
          <div>
            <p className={classes.emptyTitle}>
              {errors.length === 1 ? 'One problem stands' : `${errors.length} problems stand`} in the way
            </p>
            {errors.map((problem) => (
              <button
                key={`${problem.nodeId}${problem.code}${problem.field}${problem.message}`}
                type="button"
                className={classes.problemRow}
                onClick={() => onOpenProblem(problem)}
              >
                {titleOf(problem.nodeId) && <strong>{titleOf(problem.nodeId)}</strong>}
                <FieldProblem problem={problem} />
              </button>
            ))}
          </div>
        )}
        <div>
          <p className={classes.emptyTitle}>What changes</p>
          {playbook.publishedVersion === 0 ? (
            <p>This is the first version, with {graph.nodes.length} steps.</p>
          ) : current.data ? (
            <WhatChanged
              from={current.data.graph}
              to={graph}
              intro={`Since v${playbook.publishedVersion}:`}
            />
          ) : (
            <p>Comparing with v{playbook.publishedVersion}…</p>
          )}
        </div>
        <WorkerSelect
          label="Who does it"
          nobodyWord="Nobody"
          value={settings.workerId}
          onChange={settings.setWorkerId}
        />
        {playbook.rest && (
          <Checkbox
            size="sm"
            label="Switch it on as well"
            description="It is paused: without this, nothing starts on the new version."
            checked={settings.switchesOn}
            onChange={(event) => settings.setSwitchesOn(event.currentTarget.checked)}
          />
        )}
        <Textarea
          label="Note (optional)"
          placeholder="Why this version"
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </section>
  );
}
