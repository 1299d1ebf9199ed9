import type { Problem } from '@dayshift/model';
import type { FragmentPart } from '@dayshift/nodes';
import { type DrawnNode, fragmentOf, isContainer } from './drawing.ts';
import { problem } from './problem.ts';

/** Ways out of a node that end in nothing where an author may not have meant it. */
export function checkWays(drawn: DrawnNode, hasBody: boolean): Problem[] {
  const { id, title } = drawn.node;
  const problems: Problem[] = [];
  if (isContainer(drawn) && !hasBody) {
    problems.push(
      problem('PB1007', `There is nothing inside “${title}”.`, { nodeId: id, severity: 'warning' }),
    );
  }
  const isOpen = (name: string) =>
    drawn.ports.some((port) => port.name === name) && !drawn.outgoing.some(({ port }) => port === name);
  const parts = fragmentOf(drawn)?.parts ?? [];
  const main = parts.find(({ part }) => part === 'main');
  if (main?.kind === 'switch' && isOpen(main.otherwise)) {
    problems.push(
      problem('PB2010', `When no case of “${title}” holds, this way of the run just ends.`, {
        nodeId: id,
        severity: 'warning',
        hint: `Draw an arrow from “${drawn.ports.find(({ name }) => name === main.otherwise)?.label ?? main.otherwise}”.`,
      }),
    );
  }
  problems.push(...asksTwice(drawn, parts));
  const ask = parts.find((part) => part.kind === 'approve');
  if (ask?.kind !== 'approve') return problems;
  if (isOpen('expired')) {
    problems.push(
      problem('PB5002', `When nobody answers “${title}” in time, this way of the run just ends.`, {
        nodeId: id,
        severity: 'warning',
        hint: 'Draw an arrow from “nobody answered”.',
      }),
    );
  }
  if (isOpen('rejected')) {
    problems.push(
      problem('PB5003', `After a no at “${title}” this way of the run just ends.`, {
        nodeId: id,
        severity: 'info',
        hint: 'Draw an arrow from “rejected” if something has to happen.',
      }),
    );
  }
  if (ask.request.dueSeconds === undefined) {
    problems.push(
      problem('PB5004', `“${title}” waits for an answer as long as it takes.`, {
        nodeId: id,
        severity: 'info',
        hint: 'Set a deadline to go another way when nobody answers.',
      }),
    );
  }
  return problems;
}

/** A step that asks before it acts, right behind a question that was answered with yes. */
function asksTwice(drawn: DrawnNode, parts: readonly FragmentPart[]): Problem[] {
  const isGated = parts.some(({ kind }) => kind === 'approve') && parts.some(({ kind }) => kind === 'call');
  if (!isGated) return [];
  const asking = drawn.incoming.find(
    ({ source, port }) => port === 'approved' && mainKindOf(source) === 'approve',
  );
  if (!asking) return [];
  return [
    problem('PB5005', `A person is asked twice: at “${asking.source.node.title}”, and again before this.`, {
      nodeId: drawn.node.id,
      severity: 'info',
      hint: `Let the worker decide here alone, or take “${asking.source.node.title}” away: the question here shows exactly what is sent.`,
    }),
  ];
}

const mainKindOf = (drawn: DrawnNode) => fragmentOf(drawn)?.parts.find(({ part }) => part === 'main')?.kind;
