import type { PlaybookView } from '@dayshift/contracts';
import type { Problem } from '@dayshift/model';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlaybookSearch } from '../address/search-params.ts';
import { testStep, useSamples } from '../api/playbooks.ts';
import { SidePanel } from '../ui/side-panel.tsx';
import { ConflictBar } from './bars/conflict-bar.tsx';
import { FixBar } from './bars/fix-bar.tsx';
import { LeftBehindBar } from './bars/left-behind-bar.tsx';
import { RestBar } from './bars/rest-bar.tsx';
import { createCanvasActions } from './draw/canvas-actions.ts';
import { DrawTab } from './draw/draw-tab.tsx';
import type { CanvasView } from './draw/flow-canvas.tsx';
import { SelectionVoice } from './draw/selection-voice.tsx';
import { StepMenu, type StepTask } from './draw/step-menu.tsx';
import classes from './editor.module.css';
import { useFixedRun } from './fixing/use-fixed-run.ts';
import { Inspector } from './inspector/inspector.tsx';
import { useCheck } from './problems/use-check.ts';
import { RunStrip } from './run-light/run-strip.tsx';
import { useRunOnCanvas } from './run-light/use-run-on-canvas.ts';
import { saveFirst } from './saving/save-first.ts';
import { useDraftSync } from './saving/use-draft-sync.ts';
import { EditorContext, useEditor } from './state/editor-context.tsx';
import { createEditorStore } from './state/editor-store.ts';
import { OutlineTab } from './tabs/outline-tab.tsx';
import { RunsTab } from './tabs/runs-tab.tsx';
import { VersionsTab } from './tabs/versions-tab.tsx';
import { PublishPanel } from './top-bar/publish-panel.tsx';
import { TopBar } from './top-bar/top-bar.tsx';
import { TryPanel } from './try-it/try-panel.tsx';

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

type Panel = 'settings' | 'try' | 'publish';

function OpenEditor({ playbook, search, store }: Props & { store: ReturnType<typeof createEditorStore> }) {
  const navigate = useNavigate();
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
  const [panel, setPanel] = useState<Panel>('settings');
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [focusedField, setFocusedField] = useState<string>();
  const [runId, setRunId] = useState<string>();
  const [task, setTask] = useState<StepTask>();
  const { live, light, results } = useRunOnCanvas(runId, playbook.id);
  // What was tested since says more than the run that is fixed.
  const isResultOfFixed = results === undefined;
  const faults = fixed.faultsAt(selectedNodeId);
  const isNarrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  const tab = search.tab ?? 'draw';

  const openInspector = useCallback(() => {
    setPanel('settings');
    setDrawerOpen(true);
    // After the panel has drawn the step that was just selected.
    setTimeout(
      () => document.querySelector<HTMLElement>('[data-inspector] input, [data-inspector] button')?.focus(),
      0,
    );
  }, []);
  const openProblem = useCallback(
    (problem: Problem) => {
      if (problem.nodeId === undefined) return;
      actions.selectNode(problem.nodeId);
      setPanel('settings');
      setDrawerOpen(true);
      setFocusedField(undefined);
      view.current?.show(problem.nodeId);
      // A second press on the same problem focuses its field again.
      setTimeout(() => setFocusedField(problem.field), 0);
    },
    [actions],
  );
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
  const openPanel = (wanted: Panel) => {
    setPanel(wanted);
    setDrawerOpen(true);
    if (tab !== 'draw') {
      void navigate({
        to: '/playbooks/$playbookId',
        params: { playbookId: playbook.id },
        search: search.run === undefined ? {} : { run: search.run },
      });
    }
  };

  useSelectFromAddress(search.node, actions, view, () => setDrawerOpen(true));
  // The field was asked for with a node; another node has other fields.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another node is selected, and only then
  useEffect(() => setFocusedField(undefined), [selectedNodeId]);

  // Whoever comes to fix a run comes to the field that was refused.
  const [firstFault] = faults;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per step, as soon as its faults are known
  useEffect(() => {
    if (firstFault && selectedNodeId === search.node) setFocusedField(firstFault.field);
  }, [firstFault?.field, selectedNodeId]);

  const errors = check.problems.filter((problem) => problem.severity === 'error').length;
  const panelContent =
    panel === 'try' ? (
      <TryPanel
        playbook={playbook}
        graph={graph}
        samples={samples.data}
        errors={errors}
        sync={sync}
        onStarted={(started) => {
          setRunId(started);
          setPanel('settings');
          setDrawerOpen(false);
        }}
        onClose={() => {
          setPanel('settings');
          setDrawerOpen(false);
        }}
      />
    ) : panel === 'publish' ? (
      <PublishPanel
        playbook={playbook}
        graph={graph}
        problems={check.problems}
        sync={sync}
        onOpenProblem={openProblem}
        onClose={() => {
          setPanel('settings');
          setDrawerOpen(false);
        }}
      />
    ) : (
      <Inspector
        playbook={playbook}
        check={check}
        samples={samples.data}
        results={results ?? fixed.results}
        focusedField={focusedField}
        actions={actions}
        onTest={onTest}
        isFixing={search.run !== undefined}
        isResultOfFixed={isResultOfFixed && fixed.results !== undefined}
        faults={faults}
      />
    );
  const side = (
    <SidePanel
      label={panel === 'try' ? 'Try the draft' : panel === 'publish' ? 'Publish' : 'Settings'}
      isOpen={!isNarrow || isDrawerOpen}
      onClose={() => setDrawerOpen(false)}
    >
      <div data-inspector>{panelContent}</div>
    </SidePanel>
  );

  return (
    <div className={classes.editor}>
      <TopBar
        playbook={playbook}
        sync={sync}
        tab={tab}
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
      {tab === 'draw' && (
        <DrawTab
          actions={actions}
          check={check}
          light={light ?? fixed.light}
          strip={runId && <RunStrip runId={runId} live={live} onClose={() => setRunId(undefined)} />}
          panel={side}
          viewRef={view}
          openAt={search.node ?? selectedNodeId}
          opensWhole={search.view === 'all'}
          onTask={setTask}
          onOpenInspector={openInspector}
          onOpenProblem={openProblem}
        />
      )}
      {tab === 'outline' && (
        <div className={classes.split}>
          <div className={classes.scroll}>
            <OutlineTab
              graph={graph}
              problems={check.problems}
              selectedNodeId={selectedNodeId}
              actions={actions}
              onTask={setTask}
              onSelect={(nodeId) => {
                actions.selectNode(nodeId);
                setDrawerOpen(true);
              }}
            />
          </div>
          {side}
        </div>
      )}
      {tab === 'runs' && (
        <div className={classes.scroll}>
          <RunsTab playbookId={playbook.id} onTry={() => openPanel('try')} />
        </div>
      )}
      {tab === 'versions' && (
        <VersionsTab playbook={playbook} version={search.version} onPublish={() => openPanel('publish')} />
      )}
    </div>
  );
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

/** A link can name a node (“Fix and resume”): it is selected and shown once per address. */
function useSelectFromAddress(
  nodeId: string | undefined,
  actions: ReturnType<typeof createCanvasActions>,
  view: React.RefObject<CanvasView | null>,
  onSelect: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per address, whatever else renders anew
  useEffect(() => {
    if (nodeId === undefined) return;
    actions.selectNode(nodeId);
    onSelect();
    requestAnimationFrame(() => view.current?.show(nodeId));
  }, [nodeId]);
}
