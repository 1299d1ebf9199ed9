import type { Step } from '@dayshift/model';

/** Steps of one scope so that each comes after those that lead to it, in drawing order otherwise. */
export function inOrder(steps: readonly Step[]): Step[] {
  const inside = new Map(steps.map((step) => [step.id, step]));
  const waitsFor = new Map(steps.map((step) => [step.id, 0]));
  const targets = (step: Step) => step.ports.flatMap((port) => port.to).filter((id) => inside.has(id));
  for (const step of steps) for (const id of targets(step)) waitsFor.set(id, (waitsFor.get(id) ?? 0) + 1);
  const ready = steps.filter((step) => waitsFor.get(step.id) === 0);
  const ordered: Step[] = [];
  for (let step = ready.shift(); step; step = ready.shift()) {
    ordered.push(step);
    for (const id of targets(step)) {
      const left = (waitsFor.get(id) ?? 0) - 1;
      waitsFor.set(id, left);
      const target = inside.get(id);
      if (left === 0 && target) ready.push(target);
    }
  }
  return ordered;
}
