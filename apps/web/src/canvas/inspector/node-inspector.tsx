import type { Samples } from '@dayshift/contracts';
import type { GraphNode, Json, Problem } from '@dayshift/model';
import { findNodeType, formSchema } from '@dayshift/nodes';
import { ActionIcon, Menu, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { iconOf, isExpressionField, readablePortsOf, typeTitleOf } from '../../graph/node-facts.ts';
import { StepIcon } from '../../graph/step-icon.tsx';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import { changeConfig, changeNode } from '../edits/change-node.ts';
import { renameKey, whyNotKey } from '../edits/rename-key.ts';
import { retitle } from '../edits/retitle.ts';
import type { Check } from '../problems/use-check.ts';
import type { NodeResult } from '../run-light/use-run-on-canvas.ts';
import { useEditor, useEditorStore } from '../state/editor-context.tsx';
import { changeAt } from './change-at.ts';
import { isNameRead, withDerivedNames } from './derived-names.ts';
import classes from './field.module.css';
import { FieldContext, type FieldHost } from './field-context.ts';
import { FieldProblem } from './field-shell.tsx';
import { FormView } from './form-view.tsx';
import inspectorClasses from './inspector.module.css';
import { PatienceField } from './patience-field.tsx';
import { sampleScopeAt } from './sample-scope.ts';
import { type StartTest, TestButton, TestNotice, useStepTest } from './step-test.tsx';

interface Props {
  node: GraphNode;
  check: Check;
  samples: Samples | undefined;
  /** Of the run that is shown on the canvas. */
  result: NodeResult | undefined;
  lastOutput: Json | undefined;
  webhookUrl: string | undefined;
  focusedField: string | undefined;
  actions: CanvasActions;
  onTest: StartTest;
  /** The author came from a run, to resume it afterwards. */
  isFixing: boolean;
  /** `result` is of that run, and not of a test made since. */
  isResultOfFixed: boolean;
}

/** One step: what it does, who decides, what happens if it fails, what it last gave. */
export function NodeInspector({
  node,
  check,
  samples,
  result,
  lastOutput,
  webhookUrl,
  focusedField,
  actions,
  onTest,
  isFixing,
  isResultOfFixed,
}: Props) {
  const test = useStepTest(node, onTest);
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const nodeType = findNodeType(node.type);
  const problems = useMemo(
    () => check.problems.filter((problem) => problem.nodeId === node.id),
    [check.problems, node.id],
  );
  const allUnread = useEditor((state) => state.unread);
  const unread = useMemo(() => allUnread.filter((each) => each.nodeId === node.id), [allUnread, node.id]);
  const setUnread = useCallback<FieldHost['setUnread']>(
    (path, typed) => store.getState().setUnread(node.id, path, typed),
    [store, node.id],
  );
  const host: FieldHost = useMemo(
    () => ({
      unread,
      setUnread,
      nodeId: node.id,
      graph,
      scopes: check.scopes?.nodeId === node.id ? check.scopes : undefined,
      samples: sampleScopeAt(graph, node.id, samples, isFixing),
      problems,
      focusedField,
      change: (path: string, value: Json | undefined) =>
        store.getState().edit(
          'Change settings',
          (before) => {
            const current = before.nodes.find((each) => each.id === node.id);
            if (!current) return before;
            const changed = changeAt(current.config, path, value);
            const named = nodeType
              ? withDerivedNames(formSchema(nodeType.config), current.config, changed, path, (name) =>
                  isNameRead(before, name),
                )
              : changed;
            return changeConfig(before, node.id, named, readablePortsOf);
          },
          { burst: `${node.id}.${path}` },
        ),
    }),
    [
      node.id,
      graph,
      check.scopes,
      samples,
      isFixing,
      problems,
      focusedField,
      store,
      unread,
      setUnread,
      nodeType,
    ],
  );
  const incoming = graph.edges.filter((edge) => edge.target === node.id).length;
  const hasErrorWay = graph.edges.some((edge) => edge.source === node.id && edge.sourcePort === 'error');
  const loose = problems.filter((problem) => problem.field === undefined);
  const hints = loose.filter((problem) => problem.severity === 'info');
  const isTrigger = nodeType?.isTrigger ?? false;
  const changePart = (change: Parameters<typeof changeNode>[2], burst?: string) =>
    store
      .getState()
      .edit('Change a step', (before) => changeNode(before, node.id, change), burst ? { burst } : {});

  return (
    <FieldContext value={host}>
      <Header
        node={node}
        actions={actions}
        testButton={
          <TestButton test={test} hasErrors={problems.some(({ severity }) => severity === 'error')} />
        }
        onTitle={(title) =>
          store
            .getState()
            .edit('Change the title', (before) => retitle(before, node.id, title, isExpressionField), {
              burst: `${node.id}.title`,
            })
        }
      />
      <div className={inspectorClasses.body}>
        <TestNotice test={test} isForRun={isFixing} node={node} samples={host.samples} />
        {result && <Result result={result} isFixed={isResultOfFixed} />}
        <Problems problems={loose.filter((problem) => problem.severity !== 'info')} />
        {webhookUrl !== undefined && <WebhookUrl url={webhookUrl} />}
        {nodeType ? (
          <FormView schema={formSchema(nodeType.config)} values={node.config} />
        ) : (
          <p className={classes.note}>This program does not know “{node.type}”.</p>
        )}
        {incoming > 1 && (
          <div className={classes.field}>
            <div className={classes.labelRow}>
              <span className={classes.label}>Before it starts, it waits for</span>
            </div>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label="Before it starts, it waits for"
              value={node.join ?? 'all'}
              onChange={(join) => changePart({ join: join === 'any' ? 'any' : undefined })}
              data={[
                { value: 'all', label: 'all branches' },
                { value: 'any', label: 'the first one' },
              ]}
            />
          </div>
        )}
        <PatienceField
          node={node}
          hasErrorWay={hasErrorWay}
          onChange={(patience) => changePart({ patience }, `${node.id}.patience`)}
        />
        {!isTrigger && <KeyField key={node.id} node={node} problems={problems} />}
        {!isTrigger && (
          <Switch
            size="sm"
            label="Switched on"
            description="A step that is off is passed over"
            checked={!node.isDisabled}
            onChange={(event) => changePart({ isDisabled: event.currentTarget.checked ? undefined : true })}
          />
        )}
        {!result && <LastOutput output={lastOutput} />}
        <Problems problems={hints} />
      </div>
    </FieldContext>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div>
      {problems.map((problem) => (
        <FieldProblem key={`${problem.code}${problem.message}`} problem={problem} />
      ))}
    </div>
  );
}

function Header({
  node,
  actions,
  testButton,
  onTitle,
}: {
  node: GraphNode;
  actions: CanvasActions;
  testButton: ReactNode;
  onTitle: (title: string) => void;
}) {
  const icon = iconOf(node);
  const [empty, setEmpty] = useState(false);
  return (
    <header className={inspectorClasses.head}>
      <StepIcon name={icon.name} tone={icon.tone} />
      <div className={inspectorClasses.names}>
        <input
          className={inspectorClasses.title}
          aria-label="Title of the step"
          value={empty ? '' : node.title}
          maxLength={120}
          onChange={(event) => {
            const title = event.currentTarget.value;
            // A step always has a title: an empty field keeps the old one until something is typed.
            setEmpty(title === '');
            if (title !== '') onTitle(title);
          }}
          onBlur={() => setEmpty(false)}
        />
        <div className={inspectorClasses.kind}>
          {typeTitleOf(node)} · {node.key}
        </div>
      </div>
      {testButton}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label="More for this step">
            <Ellipsis size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={14} />} onClick={actions.duplicateSelected}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={14} />} color="red" onClick={actions.deleteSelected}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

/** The name in expressions; changed when the field is left, and every expression that reads it follows. */
function KeyField({ node, problems }: { node: GraphNode; problems: readonly Problem[] }) {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const [typed, setTyped] = useState<string>();
  const value = typed ?? node.key;
  const reason = value === node.key ? undefined : whyNotKey(graph, node.id, value);
  const own = problems.find((problem) => problem.field === 'key');
  const commit = () => {
    if (typed !== undefined && reason === undefined) {
      store.getState().edit('Rename', (before) => renameKey(before, node.id, typed, isExpressionField));
    }
    setTyped(undefined);
  };
  return (
    <TextInput
      label="Name in expressions"
      description={`Others read its result as steps.${node.key}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      classNames={{ input: classes.text ?? '' }}
      value={value}
      error={reason ?? own?.message}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function WebhookUrl({ url }: { url: string }) {
  return (
    <div className={classes.field}>
      <div className={classes.labelRow}>
        <span className={classes.label}>Its address</span>
        <button
          type="button"
          className={classes.tool}
          onClick={() => void navigator.clipboard?.writeText(url)}
          aria-label="Copy the address"
        >
          copy
        </button>
      </div>
      <pre className={classes.output}>{url}</pre>
    </div>
  );
}

/** What came of it in the run on the canvas: above the settings, for that is what is looked for now. */
function Result({ result, isFixed }: { result: NodeResult; isFixed: boolean }) {
  const isFailure = 'failure' in result;
  return (
    <div className={classes.field}>
      <div className={classes.labelRow}>
        <span className={classes.label}>{resultWords(isFailure, isFixed)}</span>
      </div>
      {isFailure ? (
        <p className={`${classes.output} ${classes.failure}`}>{result.failure}</p>
      ) : (
        <JsonBlock value={result.output} />
      )}
    </div>
  );
}

function resultWords(isFailure: boolean, isFixed: boolean): string {
  const run = isFixed ? 'the run you fix' : 'this run';
  return isFailure ? `It failed in ${run}` : `Output of ${run}`;
}

function LastOutput({ output }: { output: Json | undefined }) {
  return (
    <div className={classes.field}>
      <div className={classes.labelRow}>
        <span className={classes.label}>Output of the last run</span>
      </div>
      {output === undefined ? (
        <p className={classes.note}>Not run yet. Try it, and what it gives is shown here.</p>
      ) : (
        <JsonBlock value={output} />
      )}
    </div>
  );
}

function JsonBlock({ value }: { value: Json }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long output is scrolled with the keyboard
    <pre className={classes.output} tabIndex={0}>
      {JSON.stringify(value, null, 2).slice(0, 20_000)}
    </pre>
  );
}
