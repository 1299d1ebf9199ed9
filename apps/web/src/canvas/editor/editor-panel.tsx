import type { PlaybookView } from '@dayshift/contracts';
import type { Graph } from '@dayshift/model';
import type { ComponentProps } from 'react';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import type { DraftSync } from '../saving/draft-sync.ts';
import { PublishPanel } from '../top-bar/publish-panel.tsx';
import { TryPanel } from '../try-it/try-panel.tsx';
import type { Panel, SidePanelState } from './use-side-panel.ts';

const labels: Record<Panel, string> = { settings: 'Settings', try: 'Try the draft', publish: 'Publish' };

/** What stands beside the drawing: the settings of a step, trying the draft, or publishing it. */
export function EditorPanel({
  side,
  graph,
  sync,
  onStarted,
  ...inspector
}: {
  side: SidePanelState;
  playbook: PlaybookView;
  graph: Graph;
  sync: DraftSync;
  /** A run of the draft began. */
  onStarted: (runId: string) => void;
} & Omit<ComponentProps<typeof Inspector>, 'focusedField'>) {
  const { playbook, check, samples } = inspector;
  const errors = check.problems.filter((problem) => problem.severity === 'error').length;
  return (
    <SidePanel label={labels[side.panel]} isOpen={side.isOpen} onClose={side.hide}>
      <div data-inspector>
        {side.panel === 'try' ? (
          <TryPanel
            playbook={playbook}
            graph={graph}
            samples={samples}
            errors={errors}
            sync={sync}
            onStarted={onStarted}
            onClose={side.close}
          />
        ) : side.panel === 'publish' ? (
          <PublishPanel
            playbook={playbook}
            graph={graph}
            problems={check.problems}
            sync={sync}
            onOpenProblem={side.openProblem}
            onClose={side.close}
          />
        ) : (
          <Inspector {...inspector} focusedField={side.focusedField} />
        )}
      </div>
    </SidePanel>
  );
}
