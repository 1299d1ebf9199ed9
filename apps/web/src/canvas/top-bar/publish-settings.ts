import type { PlaybookView } from '@dayshift/contracts';
import { useState } from 'react';
import { usePlaybookLife } from '../../playbooks/use-playbook-life.ts';

/** What is decided along with publishing: who does the work, and whether a paused playbook is switched on by it. */
export function usePublishSettings(playbook: PlaybookView) {
  const life = usePlaybookLife();
  const before = playbook.workerId ?? null;
  const [workerId, setWorkerId] = useState(before);
  const [switchesOn, setSwitchesOn] = useState(false);
  return {
    workerId,
    setWorkerId,
    switchesOn,
    setSwitchesOn,
    /** Before the version is there: its first run is the new worker's already. */
    async give(): Promise<boolean> {
      return workerId === before || life.giveTo(playbook, workerId);
    },
    /** After it: nothing starts on the old version meanwhile. */
    async switchOn(): Promise<void> {
      if (playbook.rest && switchesOn) await life.setState(playbook, 'in-use');
    },
  };
}
