import { applyRunChange, type NodeFacts, type RunView, type StepView } from '@dayshift/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextChange } from './run-change.ts';

const aText = fc.string({ maxLength: 40 });
const aStep = (key: string): fc.Arbitrary<StepView> =>
  fc.record({
    key: fc.constant(key),
    stepId: fc.constant('s'),
    nodeId: fc.constant('n'),
    title: aText,
    kind: fc.constant('call'),
    path: fc.constant(''),
    generation: fc.constant(0),
    status: fc.constantFrom('running', 'done', 'stuck'),
    output: fc.oneof(
      aText,
      fc.integer({ min: 1, max: 9_000 }).map((length) => 'x'.repeat(length)),
    ),
    attempts: fc.constant([]),
    startedAt: fc.nat(),
    isReused: fc.boolean(),
    isOverridden: fc.boolean(),
  });
const aNode = (nodeId: string): fc.Arbitrary<NodeFacts> =>
  fc.record({
    nodeId: fc.constant(nodeId),
    counts: fc.record({ done: fc.nat(9) }),
    passedBy: fc.nat(3),
    places: fc.nat(9),
    tries: fc.nat(9),
    startedAt: fc.nat(),
    key: fc.constant('k'),
  });
const someOf = <Item>(names: string[], make: (name: string) => fc.Arbitrary<Item>) =>
  fc.shuffledSubarray(names).chain((chosen) => fc.tuple(...chosen.map(make)));
const keys = Array.from({ length: 12 }, (_, at) => `k${at}`);

const aView: fc.Arbitrary<RunView> = fc
  .record({
    title: aText,
    steps: someOf(keys, aStep),
    nodes: someOf(['a', 'b', 'c'], aNode),
    output: fc.option(aText, { nil: undefined }),
    liveEdges: fc.subarray(['e1', 'e2', 'e3']),
  })
  .map(
    ({ title, steps, nodes, output, liveEdges }) =>
      // What a change never reads of a view is left out.
      ({
        run: { id: 'r', title },
        steps,
        nodes,
        stepCount: steps.length,
        liveEdges,
        ...(output !== undefined && { output }),
      }) as unknown as RunView,
  );

it('a page that takes one change after another comes to the picture of now, in small steps and for certain', () => {
  fc.assert(
    fc.property(aView, aView, (before, now) => {
      let shown = before;
      for (let messages = 0; ; messages += 1) {
        const next = nextChange(shown, now);
        if (!next) break;
        expect(JSON.stringify(next.change).length).toBeLessThan(20_000);
        // Over a line and back, and applied twice, as after a message that came again.
        const change = JSON.parse(JSON.stringify(next.change));
        shown = applyRunChange(applyRunChange(shown, change), change);
        expect(shown).toEqual(next.after);
        expect(messages).toBeLessThan(30);
        if (next.isAll) expect(shown).toEqual(now);
        // What the run says of itself is never ahead of its steps.
        else expect(shown.run).toEqual(before.run);
      }
      expect(shown).toEqual(now);
    }),
    { numRuns: 200 },
  );
});
