import { evaluateValue } from '@dayshift/expressions';
import type { Problem } from '@dayshift/model';
import { type DrawnNode, fragmentOf } from './drawing.ts';
import { problem } from './problem.ts';
import { compilerLimits } from './problem-codes.ts';

/** How often a container begins its body: a number where that is known, and whether it may be fewer. */
interface Rounds {
  count: number;
  isAtMost: boolean;
}

/**
 * Containers inside each other multiply. A run begins a bounded number of items and rounds in all, so what would certainly be
 * more is an error while it is drawn, and what may become more is a warning.
 */
export function checkRounds(drawn: DrawnNode): Problem[] {
  let { count, isAtMost } = roundsOf(drawn) ?? { count: 0, isAtMost: false };
  if (count === 0) return [];
  for (let outer = drawn.container; outer; outer = outer.container) {
    const rounds = roundsOf(outer);
    // A list nobody knows yet: at least one item, or none at all.
    if (!rounds) isAtMost = true;
    count *= rounds?.count ?? 1;
    isAtMost ||= rounds?.isAtMost ?? false;
  }
  if (count <= compilerLimits.rounds) return [];
  const many = count.toLocaleString('en');
  const most = compilerLimits.rounds.toLocaleString('en');
  const message = isAtMost
    ? `“${drawn.node.title}” may begin ${many} times in one run; a run stops at ${most}.`
    : `“${drawn.node.title}” would begin ${many} times in one run; ${most} is the limit.`;
  const hint = 'Containers inside each other multiply. Do fewer rounds, or one list at a time.';
  return [
    problem('PB7004', message, { severity: isAtMost ? 'warning' : 'error', nodeId: drawn.node.id, hint }),
  ];
}

function roundsOf(drawn: DrawnNode): Rounds | undefined {
  const body = fragmentOf(drawn)?.body;
  if (body?.kind === 'loop') return { count: body.max, isAtMost: true };
  if (body?.kind !== 'map') return undefined;
  // Without any variable: only a list that is written out is known here.
  const items = evaluateValue(body.items, {});
  return items.ok && Array.isArray(items.value) ? { count: items.value.length, isAtMost: false } : undefined;
}
