import type { PlaybookView } from '@dayshift/contracts';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePlaybook } from '../../api/playbooks.ts';
import { queryKeys } from '../../api/query-keys.ts';
import classes from './top-bar.module.css';

/** The playbook's name; press it to change it. */
export function PlaybookName({ playbook }: { playbook: PlaybookView }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<string>();
  const rename = async (name: string) => {
    setDraft(undefined);
    const wanted = name.trim();
    if (wanted === '' || wanted === playbook.name) return;
    const show = (shown: string) =>
      client.setQueryData<PlaybookView>(
        queryKeys.playbook(playbook.id),
        (before) => before && { ...before, name: shown },
      );
    show(wanted);
    try {
      await changePlaybook(playbook.id, { name: wanted });
      void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
    } catch (error) {
      show(playbook.name);
      notifications.show({
        color: 'red',
        title: 'The name was not changed.',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };
  if (draft === undefined) {
    return (
      <button
        type="button"
        className={classes.name}
        title="Change the name"
        onClick={() => setDraft(playbook.name)}
      >
        {playbook.name}
      </button>
    );
  }
  return (
    <input
      className={classes.nameInput}
      aria-label="Name of the playbook"
      value={draft}
      maxLength={120}
      size={Math.max(draft.length, 12)}
      ref={(element) => element?.focus()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => void rename(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void rename(draft);
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
