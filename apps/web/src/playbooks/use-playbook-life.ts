import type { OpenRunsChoice, PlaybookState, PlaybookView } from '@dayshift/contracts';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changePlaybook, deletePlaybook, duplicatePlaybook, setPlaybookState } from '../api/playbooks.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useIntentionKey } from '../api/use-intention-key.ts';

type Named = { id: string; name: string };

/** What can be done with a playbook as a whole. Each shows itself everywhere at once, and says what came of it. */
export function usePlaybookLife() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useIntentionKey();
  const [busyId, setBusyId] = useState<string>();

  const renew = () => {
    for (const queryKey of [queryKeys.home, queryKeys.workers, queryKeys.runLists])
      void client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
  };
  const show = (id: string, change: (before: PlaybookView) => PlaybookView) =>
    client.setQueryData<PlaybookView>(queryKeys.playbook(id), (before) => before && change(before));

  const attempt = async <T>(id: string, failed: string, work: () => Promise<T>): Promise<T | undefined> => {
    setBusyId(id);
    try {
      const result = await work();
      renew();
      return result;
    } catch (error) {
      notifications.show({
        color: 'red',
        title: failed,
        message: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    } finally {
      setBusyId(undefined);
    }
  };

  return {
    busyId,
    async setState({ id, name }: Named, state: PlaybookState, openRuns: OpenRunsChoice = 'go-on') {
      const rested = await attempt(id, 'Nothing was changed.', () =>
        setPlaybookState(id, { state, openRuns }),
      );
      if (!rested) return false;
      show(id, ({ rest: _rest, ...before }) => ({
        ...before,
        ...(rested.rest && { rest: rested.rest }),
        openRuns: rested.openRuns,
        heldRuns: rested.heldRuns,
      }));
      notifications.show({ message: doneWords(name, state, rested.cancelledRuns) });
      return true;
    },
    async giveTo({ id }: Named, workerId: string | null) {
      const changed = await attempt(id, 'It was given to nobody.', () => changePlaybook(id, { workerId }));
      if (!changed) return false;
      show(id, ({ workerId: _id, workerName: _name, ...before }) => ({
        ...before,
        ...(changed.workerId !== undefined && { workerId: changed.workerId }),
        ...(changed.workerName !== undefined && { workerName: changed.workerName }),
      }));
      return true;
    },
    async duplicate({ id }: Named) {
      const copy = await attempt(id, 'It was not copied.', () => duplicatePlaybook(id, key.current()));
      key.settle();
      if (copy) await navigate({ to: '/playbooks/$playbookId', params: { playbookId: copy.id }, search: {} });
    },
    /** Throws, for the dialog that asked shows why. */
    async remove({ id, name }: Named) {
      setBusyId(id);
      try {
        await deletePlaybook(id, name);
      } finally {
        setBusyId(undefined);
      }
      client.removeQueries({ queryKey: queryKeys.playbook(id), exact: true });
      renew();
      notifications.show({ message: `“${name}” was deleted. Its runs stay readable.` });
    },
  };
}

function doneWords(name: string, state: PlaybookState, cancelledRuns: number): string {
  const what = {
    'in-use': `“${name}” takes work again.`,
    paused: `“${name}” is paused and takes nothing new.`,
    archived: `“${name}” is archived.`,
  }[state];
  if (cancelledRuns === 0) return what;
  return `${what} ${cancelledRuns === 1 ? '1 run is' : `${cancelledRuns} runs are`} being cancelled.`;
}
