import { outputSchemaOf } from '@dayshift/compiler';
import type { PlaybookView, Samples } from '@dayshift/contracts';
import type { Graph, Json, JsonObject } from '@dayshift/model';
import { findNodeType } from '@dayshift/nodes';
import { Button, Select } from '@mantine/core';
import { Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import { startRun } from '../../api/playbooks.ts';
import { useIntentionKey } from '../../api/use-intention-key.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { changeAt } from '../inspector/change-at.ts';
import { FieldContext, type FieldHost } from '../inspector/field-context.ts';
import { FormView } from '../inspector/form-view.tsx';
import classes from '../inspector/inspector.module.css';
import type { DraftSync } from '../saving/draft-sync.ts';
import { saveFirst } from '../saving/save-first.ts';
import type { Unread } from '../state/editor-store.ts';
import { inputFor } from './input-for.ts';
import { RealEffectsList } from './real-effects-list.tsx';
import { tryForm } from './try-form.ts';

interface Props {
  playbook: PlaybookView;
  graph: Graph;
  samples: Samples | undefined;
  errors: number;
  sync: DraftSync;
  onStarted: (runId: string) => void;
  onClose: () => void;
}

/** Starts a run of the draft with a form made from what its trigger gives. */
export function TryPanel({ playbook, graph, samples, errors, sync, onStarted, onClose }: Props) {
  const all = graph.nodes.filter((node) => findNodeType(node.type)?.isTrigger);
  const on = all.filter((node) => !node.isDisabled);
  // What is switched off is tried by hand all the same: that is why it is off.
  const triggers = on.length > 0 ? on : all;
  const [wanted, setWanted] = useState<string>();
  const trigger = triggers.find((node) => node.id === wanted) ?? triggers[0];
  const schema = useMemo(() => (trigger ? outputSchemaOf(graph, trigger.id) : {}), [graph, trigger]);
  const [typed, setTyped] = useState<{ triggerId: string; input: JsonObject }>();
  const input = trigger && typed?.triggerId === trigger.id ? typed.input : inputFor(schema, samples?.trigger);
  const [unread, setUnread] = useState<readonly Unread[]>([]);
  const [error, setError] = useState<unknown>();
  const [isStarting, setStarting] = useState(false);
  const key = useIntentionKey();

  const host: FieldHost = useMemo(
    () => ({
      nodeId: trigger?.id ?? 'trigger',
      graph,
      scopes: undefined,
      samples: { scope: {}, origin: 'example' },
      problems: [],
      focusedField: undefined,
      unread,
      setUnread: (field, now) =>
        setUnread((before) => [
          ...before.filter((each) => each.field !== field),
          ...(now ? [{ nodeId: 'trigger', field, ...now }] : []),
        ]),
      change: (path: string, value: Json | undefined) => {
        if (!trigger) return;
        key.renew();
        setTyped({ triggerId: trigger.id, input: changeAt(input, path, value) });
      },
    }),
    [trigger, graph, input, key, unread],
  );

  const start = async () => {
    if (!trigger) return;
    setStarting(true);
    setError(undefined);
    try {
      await saveFirst(sync, 'started');
      const { runId } = await startRun(
        playbook.id,
        { from: 'draft', triggerNodeId: trigger.id, input },
        key.current(),
      );
      key.settle();
      onStarted(runId);
    } catch (caught) {
      setError(caught);
      key.settle(caught);
    } finally {
      setStarting(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <header className={classes.head}>
        <div className={classes.names}>
          <strong>Try the draft</strong>
        </div>
        <Button onClick={onClose}>Close</Button>
        <Button
          type="submit"
          variant="filled"
          leftSection={<Play size={14} />}
          loading={isStarting}
          disabled={!trigger || errors > 0 || unread.length > 0}
        >
          Start
        </Button>
      </header>
      <div className={classes.body}>
        {error !== undefined && <ErrorBox error={error} title="The run was not started." />}
        {!trigger && (
          <p>
            Nothing starts this playbook yet. Drag “Form” onto the canvas and connect it to the first step.
          </p>
        )}
        {errors > 0 && (
          <p>
            {errors === 1 ? 'One problem has' : `${errors} problems have`} to be solved first; see the line
            below the canvas.
          </p>
        )}
        {triggers.length > 1 && (
          <Select
            label="Started by"
            data={triggers.map((node) => ({ value: node.id, label: node.title }))}
            value={trigger?.id ?? null}
            onChange={(next) => {
              key.renew();
              setWanted(next ?? undefined);
            }}
            allowDeselect={false}
          />
        )}
        {trigger && (
          <FieldContext value={host}>
            <RealEffectsList graph={graph} triggerId={trigger.id} />
            <FormView schema={tryForm(schema)} values={input} foldsFilled />
            {Object.keys(schema.properties ?? {}).length === 0 && <p>Nothing to fill in.</p>}
          </FieldContext>
        )}
      </div>
    </form>
  );
}
