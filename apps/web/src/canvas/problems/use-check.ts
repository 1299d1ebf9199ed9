import type { TypeScope } from '@dayshift/expressions';
import type { Graph, Problem } from '@dayshift/model';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { NodeTrouble } from '../../graph/flow-types.ts';
import type { Unread } from '../state/editor-store.ts';
import { type CheckAnswer, checkGraph, toTypeScope } from './check-graph.ts';
import { inReadingOrder, troublesOf } from './troubles.ts';
import { unreadProblems } from './unread-problems.ts';

export interface Check {
  problems: readonly Problem[];
  troubles: ReadonlyMap<string, NodeTrouble>;
  /** The newest edit is not judged yet. */
  isChecking: boolean;
  scopes: { nodeId: string; before: TypeScope; body: TypeScope } | undefined;
}

const quietMs = 120;

/** Problems of the draft as it is drawn, and what can be read at the selected node. The compiler works in a worker. */
export function useCheck(graph: Graph, nodeId: string | undefined, unread: readonly Unread[]): Check {
  const [answer, setAnswer] = useState<CheckAnswer & { graph: Graph }>();
  const ask = useRef<AskWorker>(undefined);
  useEffect(() => {
    const made = startWorker();
    ask.current = made.ask;
    return made.stop;
  }, []);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () =>
        ask.current?.(graph, nodeId, (found) => {
          if (isCurrent) setAnswer({ ...found, graph });
        }),
      quietMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [graph, nodeId]);

  const judged = useStable(answer?.problems ?? none);
  const found = useMemo(() => [...unreadProblems(unread, graph), ...judged], [unread, graph, judged]);
  return useMemo(
    () => ({
      problems: inReadingOrder(found, graph),
      troubles: troublesOf(found),
      isChecking: answer?.graph !== graph,
      scopes: answer?.scopes && {
        nodeId: answer.scopes.nodeId,
        before: toTypeScope(answer.scopes.before),
        body: toTypeScope(answer.scopes.body),
      },
    }),
    [found, answer, graph],
  );
}

const none: Problem[] = [];

type AskWorker = (graph: Graph, nodeId: string | undefined, answer: (found: CheckAnswer) => void) => void;

function startWorker(): { ask: AskWorker; stop: () => void } {
  let worker: Worker | undefined;
  const waiting = new Map<number, (found: CheckAnswer) => void>();
  let lastId = 0;
  try {
    worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<{ id: number; answer: CheckAnswer }>) => {
      waiting.get(event.data.id)?.(event.data.answer);
      waiting.delete(event.data.id);
    };
    // Blocked or not loaded: check here instead, so problems are never missing.
    worker.onerror = () => {
      worker = undefined;
    };
  } catch {
    worker = undefined;
  }
  return {
    ask: (graph, nodeId, answer) => {
      lastId += 1;
      if (!worker) {
        answer(checkGraph(graph, nodeId));
        return;
      }
      waiting.clear();
      waiting.set(lastId, answer);
      worker.postMessage({ id: lastId, graph, nodeId });
    },
    stop: () => worker?.terminate(),
  };
}

/** The same list object while its content is the same, so that cards are not rebuilt for an equal answer. */
function useStable(problems: Problem[]): Problem[] {
  const [kept, setKept] = useState({ problems, text: '[]' });
  const text = useMemo(() => JSON.stringify(problems), [problems]);
  if (text === kept.text) return kept.problems;
  setKept({ problems, text });
  return problems;
}
