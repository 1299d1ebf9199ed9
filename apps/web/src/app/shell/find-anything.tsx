import { spellHidden } from '../../ui/visible-text.ts';
import '@mantine/spotlight/styles.css';
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { Activity, Moon, Plus, Search, Sun, SunMoon, Users, Workflow } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useHome } from '../../api/home.ts';
import { usePlaybooks } from '../../api/playbooks.ts';
import { useRuns } from '../../api/runs.ts';
import { findStateLook } from '../../ui/state-tag.tsx';
import { matchesQuery } from './matches-query.ts';
import { navigationItems, settingsItem } from './navigation-items.ts';

interface Found {
  id: string;
  label: string;
  description?: string;
  icon: ReactNode;
  words?: string;
  go: () => void;
}

/** Pages, playbooks, workers, runs and actions by name. Opens each time `presses` grows. */
export function FindAnything({ presses }: { presses: number }) {
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (presses > 0) spotlight.open();
  }, [presses]);
  const groups = useFound(query);

  return (
    <Spotlight.Root
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={420}
      radius="lg"
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      transitionProps={{ transition: 'fade', duration: 100 }}
      attributes={{ content: { 'aria-label': 'Find anything' } }}
    >
      <Spotlight.Search
        placeholder="Pages, playbooks, workers, runs, actions"
        aria-label="Find anything"
        leftSection={<Search size={16} />}
      />
      <Spotlight.ActionsList>
        {groups.map(([label, items]) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {items.map((item) => (
              <Spotlight.Action
                key={item.id}
                label={item.label}
                {...(item.description === undefined ? {} : { description: item.description })}
                leftSection={item.icon}
                onClick={item.go}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>Nothing is called “{query}”.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

const shownPerGroup = 6;

function useFound(query: string): [string, Found[]][] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const [text] = useDebouncedValue(query.trim(), 200);
  const home = useHome();
  const playbooks = usePlaybooks();
  const runs = useRuns({ text, limit: shownPerGroup }, text.length > 1);

  const pages: Found[] = [...navigationItems, settingsItem].map((item) => ({
    id: item.to,
    label: item.label,
    description: `g ${item.key}`,
    icon: <item.icon size={16} />,
    go: () => void navigate({ to: item.to }),
  }));
  const actions: Found[] = [
    {
      id: 'new-playbook',
      label: 'New playbook',
      icon: <Plus size={16} />,
      go: () => void navigate({ to: '/playbooks', search: { new: true } }),
    },
    {
      id: 'hire',
      label: 'Hire a worker',
      icon: <Plus size={16} />,
      go: () => void navigate({ to: '/workers', search: { hire: true } }),
    },
    { id: 'light', label: 'Light theme', icon: <Sun size={16} />, go: () => setColorScheme('light') },
    { id: 'dark', label: 'Dark theme', icon: <Moon size={16} />, go: () => setColorScheme('dark') },
    {
      id: 'auto',
      label: "The system's theme",
      icon: <SunMoon size={16} />,
      go: () => setColorScheme('auto'),
    },
  ];
  const ofPlaybooks: Found[] = (playbooks.data?.items ?? []).map((playbook) => ({
    id: playbook.id,
    label: playbook.name,
    description:
      playbook.rest?.state ??
      (playbook.publishedVersion === 0 ? 'not published yet' : `v${playbook.publishedVersion}`),
    icon: <Workflow size={16} />,
    ...(playbook.workerName === undefined ? {} : { words: playbook.workerName }),
    go: () =>
      void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id }, search: {} }),
  }));
  const ofWorkers: Found[] = (home.data?.workers ?? []).map((worker) => ({
    id: worker.id,
    label: worker.name,
    description: worker.role,
    icon: <Users size={16} />,
    go: () => void navigate({ to: '/workers/$workerId', params: { workerId: worker.id } }),
  }));
  const ofRuns: Found[] = (runs.data?.pages[0]?.items ?? []).map((run) => ({
    id: run.id,
    label: spellHidden(run.title),
    description: `${findStateLook(run.state).word} · ${run.playbookName}`,
    icon: <Activity size={16} />,
    words: query,
    go: () => void navigate({ to: '/runs/$runId', params: { runId: run.id }, search: {} }),
  }));

  const groups: [string, Found[]][] = [
    ['Playbooks', ofPlaybooks],
    ['Workers', ofWorkers],
    ['Runs', text.length > 1 ? ofRuns : []],
    ['Pages', pages],
    ['Actions', actions],
  ];
  // Without a question the pages come first; with one, the things it may name.
  const ordered = query.trim() === '' ? [groups[3]!, groups[4]!, groups[0]!, groups[1]!] : groups;
  return ordered
    .map(([label, items]): [string, Found[]] => [
      label,
      items
        .filter((item) => matchesQuery(query, `${item.label} ${item.description ?? ''} ${item.words ?? ''}`))
        .slice(0, label === 'Pages' ? pages.length : shownPerGroup),
    ])
    .filter(([, items]) => items.length > 0);
}
