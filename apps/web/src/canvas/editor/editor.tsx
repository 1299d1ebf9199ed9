import type { PlaybookView } from '@dayshift/contracts';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { PlaybookSearch } from '../../address/search-params.ts';
import { testStep, useSamples } from '../../api/playbooks.ts';
import { ConflictBar } from '../bars/conflict-bar.tsx';
import { FixBar } from '../bars/fix-bar.tsx';
import { LeftBehindBar } from '../bars/left-behind-bar.tsx';
import { RestBar } from '../bars/rest-bar.tsx';
import { createCanvasActions } from '../draw/canvas-actions.ts';
import type { CanvasView } from '../draw/flow-canvas.tsx';
import { SelectionVoice } from '../draw/selection-voice.tsx';
import { StepMenu, type StepTask } from '../draw/step-menu.tsx';
import { useFixedRun } from '../fixing/use-fixed-run.ts';
import { useCheck } from '../problems/use-check.ts';
import { RunStrip } from '../run-light/run-strip.tsx';
import { useRunOnCanvas } from '../run-light/use-run-on-canvas.ts';
import { saveFirst } from '../saving/save-first.ts';
import { useDraftSync } from '../saving/use-draft-sync.ts';
import { EditorContext, useEditor } from '../state/editor-context.tsx';
import { createEditorStore } from '../state/editor-store.ts';
import { TopBar } from '../top-bar/top-bar.tsx';
import classes from './editor.module.css';
import { EditorPanel } from './editor-panel.tsx';
import { EditorTab } from './editor-tab.tsx';
import { type Panel, useSidePanel } from './use-side-panel.ts';
import { useStepFromAddress } from './use-step-from-address.ts';

interface Props {
  playbook: PlaybookView;
  search: PlaybookSearch;
}

/** One open draft. What is drawn lives in its own store; the playbook's other facts come from the API. */
export function Editor(props: Props) {
  const [store] = useState(() => createEditorStore(props.playbook.draft));
  return (
    <EditorContext value={store}>
      <OpenEditor {...props} store={store} />
    </EditorContext>
  );
}

function OpenEditor({ playbook, search, store }: Props & { store: ReturnType<typeof createEditorStore> }) {
  const sync = useDraftSync(store, playbook);
  const samples = useSamples(playbook.id, search.run);
  const fixed = useFixedRun(search.run);
  const graph = useEditor((state) => state.graph);
  const selectedNodeId = useEditor((state) =>
    state.selection.nodeIds.length === 1 ? state.selection.nodeIds[0] : undefined,
  );
  const unread = useEditor((state) => state.unread);
  const check = useCheck(graph, selectedNodeId, unread);
  const [actions] = useState(() => createCanvasActions(store, say));
  const view = useRef<CanvasView | null>(null);
  const [runId, setRunId] = useState<string>();
  const [task, setTask] = useState<StepTask>();
  const { live, light, results } = useRunOnCanvas(runId, playbook.id);
  const faults = fixed.faultsAt(selectedNodeId);
  const side = useSidePanel(actions, view, selectedNodeId);
  const openPanel = useOpenPanel(playbook.id, search, side.show);
  const onTest = useCallback(
    async (nodeId: string, idempotencyKey: string) => {
      await saveFirst(sync, 'started');
      // Who fixes a run sees whether it would go well with that run's own data.
      const from = search.run === undefined ? {} : { fromRunId: search.run };
      const { runId: started } = await testStep(playbook.id, nodeId, from, idempotencyKey);
      setRunId(started);
    },
    [sync, playbook.id, search.run],
  );
  useStepFromAddress(search.node, selectedNodeId, faults[0]?.field, { actions, view, side });

  return (
    <div className={classes.editor}>
      <TopBar
        playbook={playbook}
        sync={sync}
        tab={search.tab ?? 'draw'}
        fixedRunId={search.run}
        onTry={() => openPanel('try')}
        onPublish={() => openPanel('publish')}
      />
      <RestBar playbook={playbook} />
      {task && (
        <StepMenu
          task={task}
          actions={actions}
          onDone={(nodeId) => {
            setTask(undefined);
            goBackTo(nodeId ?? task.nodeId, view.current);
          }}
        />
      )}
      <SelectionVoice />
      <ConflictBar sync={sync} />
      <LeftBehindBar playbookId={playbook.id} />
      {search.run !== undefined && <FixBar runId={search.run} sync={sync} />}
      <EditorTab
        playbook={playbook}
        search={search}
        graph={graph}
        selectedNodeId={selectedNodeId}
        side={side}
        draw={{
          actions,
          check,
          light: light ?? fixed.light,
          strip: runId && <RunStrip runId={runId} live={live} onClose={() => setRunId(undefined)} />,
          viewRef: view,
          onTask: setTask,
        }}
        onTry={() => openPanel('try')}
        onPublish={() => openPanel('publish')}
        panel={
          <EditorPanel
            side={side}
            playbook={playbook}
            graph={graph}
            sync={sync}
            check={check}
            samples={samples.data}
            // What was tested since says more than the run that is fixed.
            results={results ?? fixed.results}
            isResultOfFixed={results === undefined && fixed.results !== undefined}
            isFixing={search.run !== undefined}
            faults={faults}
            actions={actions}
            onTest={onTest}
            onStarted={(started) => {
              setRunId(started);
              side.close();
            }}
          />
        }
      />
    </div>
  );
}

/** Shows a panel beside the drawing, wherever one is. */
function useOpenPanel(
  playbookId: string,
  { tab = 'draw', run }: PlaybookSearch,
  show: (panel: Panel) => void,
): (panel: Panel) => void {
  const navigate = useNavigate();
  return (panel) => {
    show(panel);
    if (tab === 'draw') return;
    void navigate({
      to: '/playbooks/$playbookId',
      params: { playbookId },
      search: run === undefined ? {} : { run },
    });
  };
}

/** After a list was chosen from: to the step it was about, on the canvas or in the outline. */
function goBackTo(nodeId: string, view: CanvasView | null): void {
  view?.show(nodeId);
  // After the step is drawn, which may be new.
  requestAnimationFrame(() => {
    const step = document.querySelector<HTMLElement>(`[data-outline-step="${CSS.escape(nodeId)}"]`);
    (
      step ?? document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
    )?.focus();
  });
}

const say = (message: string) => void notifications.show({ message });
