import { type NodeFacts, type RunView, type StepView, stepPageSchema } from '@dayshift/contracts';
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { findStateLook } from '../../ui/state-tag.tsx';
import { executionName } from '../step/step-facts.ts';
import classes from './choose-of-many.module.css';
import { isOver } from './use-run-live.ts';

/** Which execution of a node is shown, where there are more than a picture holds: page by page, what needs attention first. */
export function ChooseOfMany({
  view,
  facts,
  step,
  onSelect,
}: {
  view: RunView;
  facts: NodeFacts;
  step: StepView;
  onSelect: (key: string) => void;
}) {
  const [state, setState] = useState('');
  const [item, setItem] = useState<number>();
  const pages = usePages(view, facts.nodeId, state, item);
  const found = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = pages.data?.pages.at(-1)?.total ?? 0;
  return (
    <section className={classes.choose} aria-label="Which one">
      <div className={classes.filters}>
        <NativeSelect
          label="Show"
          value={state}
          onChange={(event) => setState(event.currentTarget.value)}
          data={stateOptions(facts)}
        />
        <NumberInput
          label="Item or round"
          placeholder="Any"
          min={1}
          allowDecimal={false}
          value={item ?? ''}
          onChange={(value) => setItem(typeof value === 'number' && value >= 1 ? value : undefined)}
        />
      </div>
      {pages.isError && <ErrorBox error={pages.error} title="The executions could not be loaded." />}
      <ul className={classes.list}>
        {found.map((each) => (
          <li key={each.key}>
            <button
              type="button"
              className={classes.one}
              aria-current={each.key === step.key || undefined}
              onClick={() => onSelect(each.key)}
            >
              <span>{executionName(view, each)}</span>
              <span className={classes.state} data-tone={findStateLook(each.status).tone}>
                {findStateLook(each.status).word}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.count} role="status">
        {pages.isSuccess && `${found.length.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`}
        {pages.isSuccess && total === 0 && ': there is none like that.'}
      </p>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </section>
  );
}

function usePages(view: RunView, node: string, state: string, item: number | undefined) {
  const { id } = view.run;
  const path = item === undefined ? undefined : String(item - 1);
  return useInfiniteQuery({
    queryKey: [...queryKeys.run(id), 'steps', node, state, path, isOver(view)],
    queryFn: ({ pageParam: cursor, signal }) =>
      request(stepPageSchema, `/runs/${encodeURIComponent(id)}/steps`, {
        query: { node, state, path, cursor, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: isOver(view) ? false : 5_000,
  });
}

/** "Stuck (3)": only states that some execution is in. */
function stateOptions({ counts }: NodeFacts): { value: string; label: string }[] {
  const entries = Object.entries(counts);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  return [
    { value: '', label: `All (${total.toLocaleString('en-GB')})` },
    ...entries.map(([status, count]) => ({
      value: status,
      label: `${findStateLook(status).word} (${count.toLocaleString('en-GB')})`,
    })),
  ];
}
