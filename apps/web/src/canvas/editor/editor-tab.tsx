import type { PlaybookView } from '@dayshift/contracts';
import type { Graph } from '@dayshift/model';
import type { ComponentProps, ReactNode } from 'react';
import type { PlaybookSearch } from '../../address/search-params.ts';
import { DrawTab } from '../draw/draw-tab.tsx';
import { OutlineTab } from '../tabs/outline-tab.tsx';
import { RunsTab } from '../tabs/runs-tab.tsx';
import { VersionsTab } from '../tabs/versions-tab.tsx';
import classes from './editor.module.css';
import type { SidePanelState } from './use-side-panel.ts';

type Draw = ComponentProps<typeof DrawTab>;

/** What a tab of the playbook shows. */
export function EditorTab({
  playbook,
  search,
  graph,
  selectedNodeId,
  side,
  panel,
  draw,
  onTry,
  onPublish,
}: {
  playbook: PlaybookView;
  search: PlaybookSearch;
  graph: Graph;
  selectedNodeId: string | undefined;
  side: SidePanelState;
  panel: ReactNode;
  draw: Pick<Draw, 'actions' | 'check' | 'light' | 'strip' | 'viewRef' | 'onTask'>;
  onTry: () => void;
  onPublish: () => void;
}) {
  switch (search.tab ?? 'draw') {
    case 'draw':
      return (
        <DrawTab
          {...draw}
          panel={panel}
          openAt={search.node ?? selectedNodeId}
          opensWhole={search.view === 'all'}
          onOpenInspector={side.openInspector}
          onOpenProblem={side.openProblem}
        />
      );
    case 'outline':
      return (
        <div className={classes.split}>
          <div className={classes.scroll}>
            <OutlineTab
              graph={graph}
              problems={draw.check.problems}
              selectedNodeId={selectedNodeId}
              actions={draw.actions}
              onTask={draw.onTask}
              onSelect={(nodeId) => {
                draw.actions.selectNode(nodeId);
                side.show(side.panel);
              }}
            />
          </div>
          {panel}
        </div>
      );
    case 'runs':
      return (
        <div className={classes.scroll}>
          <RunsTab playbookId={playbook.id} onTry={onTry} />
        </div>
      );
    case 'versions':
      return <VersionsTab playbook={playbook} version={search.version} onPublish={onPublish} />;
  }
}
