import type { PlaybookView, Samples } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Copy, LayoutDashboard, Trash2 } from 'lucide-react';
import { Key, modifierKey } from '../../ui/key.tsx';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import { FaultsContext } from '../fixing/field-faults.tsx';
import type { FieldFault } from '../fixing/fixed-run.ts';
import type { Check } from '../problems/use-check.ts';
import type { NodeResult } from '../run-light/use-run-on-canvas.ts';
import { useEditor } from '../state/editor-context.tsx';
import classes from './inspector.module.css';
import { NodeInspector } from './node-inspector.tsx';
import type { StartTest } from './step-test.tsx';
import { useShownSelection } from './use-shown-selection.ts';

interface Props {
  playbook: PlaybookView;
  check: Check;
  samples: Samples | undefined;
  /** What came of each node in the run that is shown on the canvas. */
  results: Readonly<Record<string, NodeResult>> | undefined;
  focusedField: string | undefined;
  actions: CanvasActions;
  onTest: StartTest;
  isFixing: boolean;
  isResultOfFixed: boolean;
  faults: readonly FieldFault[];
}

/** The side panel: settings of what is selected. */
export function Inspector({
  playbook,
  check,
  samples,
  results,
  focusedField,
  actions,
  onTest,
  isFixing,
  isResultOfFixed,
  faults,
}: Props) {
  const selection = useShownSelection(useEditor((state) => state.selection));
  const [nodeId] = selection.nodeIds;
  const isOne = selection.nodeIds.length === 1 && selection.noteIds.length === 0;
  const node = useEditor((state) =>
    isOne ? state.graph.nodes.find((each) => each.id === nodeId) : undefined,
  );
  if (node) {
    return (
      <FaultsContext value={faults}>
        <NodeInspector
          key={node.id}
          node={node}
          check={check}
          samples={samples}
          result={results?.[node.id]}
          lastOutput={samples?.outputs[node.id]}
          webhookUrl={playbook.webhooks[node.id]}
          focusedField={focusedField}
          actions={actions}
          onTest={onTest}
          isFixing={isFixing}
          isResultOfFixed={isResultOfFixed}
        />
      </FaultsContext>
    );
  }
  const count = selection.nodeIds.length + selection.noteIds.length;
  if (count > 1) {
    return (
      <div className={classes.empty}>
        <p className={classes.emptyTitle}>{count} selected</p>
        <p>They move together. Copied steps can be pasted into another playbook.</p>
        <div className={classes.actions}>
          <Button leftSection={<Copy size={14} />} onClick={actions.duplicateSelected}>
            Duplicate
          </Button>
          <Button leftSection={<Trash2 size={14} />} onClick={actions.deleteSelected}>
            Delete
          </Button>
        </div>
      </div>
    );
  }
  if (selection.edgeIds.length === 1)
    return <EdgePart edgeId={selection.edgeIds[0] ?? ''} actions={actions} />;
  return <NothingSelected actions={actions} />;
}

function EdgePart({ edgeId, actions }: { edgeId: string; actions: CanvasActions }) {
  const graph = useEditor((state) => state.graph);
  const edge = graph.edges.find((each) => each.id === edgeId);
  const titleOf = (id: string | undefined) => graph.nodes.find((node) => node.id === id)?.title ?? '';
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>
        {titleOf(edge?.source)} → {titleOf(edge?.target)}
      </p>
      <p>
        Press <Key>/</Key> to put a step in between, or drag its end to another step.
      </p>
      <div className={classes.actions}>
        <Button leftSection={<Trash2 size={14} />} onClick={actions.deleteSelected}>
          Delete the arrow
        </Button>
      </div>
    </div>
  );
}

const keys: [string, string][] = [
  ['/', 'insert a step'],
  ['↵', 'settings of the selected step'],
  ['C', 'connect the selected step'],
  ['M', 'move it into a container, or out'],
  ['alt + arrows', 'go along the arrows'],
  ['arrows', 'move what is selected'],
  ['⇧ drag', 'select several'],
  [`${modifierKey}A`, 'select everything'],
  [`${modifierKey}C ${modifierKey}V`, 'copy and paste, also into another playbook'],
  [`${modifierKey}D`, 'duplicate'],
  [`${modifierKey}Z`, 'undo'],
  ['N', 'add a note'],
  ['L', 'arrange'],
  ['1', 'show everything'],
  ['+ −', 'zoom'],
];

function NothingSelected({ actions }: { actions: CanvasActions }) {
  const steps = useEditor((state) => state.graph.nodes.length);
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{steps === 0 ? 'An empty playbook' : 'Nothing is selected'}</p>
      <p>
        {steps === 0
          ? 'Begin with what starts a run: drag “Mail received”, “Schedule”, “Webhook” or “Form” onto the canvas.'
          : 'Select a step to see its settings.'}
      </p>
      {steps > 1 && (
        <div className={classes.actions}>
          <Button leftSection={<LayoutDashboard size={14} />} onClick={() => void actions.arrange()}>
            Arrange
          </Button>
        </div>
      )}
      <dl className={classes.keys}>
        {keys.map(([key, does]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
