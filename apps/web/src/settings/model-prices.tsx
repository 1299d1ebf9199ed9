import type { ModelPriceRow } from '@dayshift/contracts';
import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useModelPrices, useSetModelPrice } from '../api/settings.ts';
import { Card } from '../ui/card.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { Row, Rows, RowText } from '../ui/row.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import classes from './settings.module.css';

/** What models cost. Without a price nothing is added up and no budget can hold a call back. */
export function ModelPrices() {
  const prices = useModelPrices();
  const [editing, setEditing] = useState<string>();
  const items = prices.data?.items ?? [];
  const edited = items.find(({ model }) => model === editing);
  return (
    <div id="model-prices">
      <Card title="What models cost">
        <p className={classes.text}>
          In US dollars per million tokens. Costs and budgets are worked out with it from the next call on.
        </p>
        {prices.error && <ErrorBox error={prices.error} onRetry={() => void prices.refetch()} />}
        {prices.isPending && <SkeletonRows rows={1} what="the prices" />}
        {items.length > 0 && (
          <div className={classes.prices}>
            <Rows label="What models cost">
              {items.map((row) => (
                <Row key={row.model} columns="minmax(0, 1fr) auto">
                  <RowText title={row.model} detail={priceWords(row)} />
                  {row.source !== 'practice' && (
                    <Button
                      size="xs"
                      variant={row.source === 'unknown' ? 'filled' : 'default'}
                      aria-label={`${row.source === 'unknown' ? 'Enter' : 'Change'} the price of ${row.model}`}
                      onClick={() => setEditing(row.model)}
                    >
                      {row.source === 'unknown' ? 'Enter the price' : 'Change'}
                    </Button>
                  )}
                </Row>
              ))}
            </Rows>
          </div>
        )}
        {edited && <PriceForm key={edited.model} row={edited} onClose={() => setEditing(undefined)} />}
      </Card>
    </div>
  );
}

function priceWords({ source, price, isInUse }: ModelPriceRow): string {
  const from = {
    practice: 'Practice, no cost',
    unknown: 'Price unknown: its calls are in no sum, and no budget holds them back',
    list: `$${price?.input} in, $${price?.output} out: the list price`,
    entered: `$${price?.input} in, $${price?.output} out: entered here`,
  }[source];
  return isInUse ? from : `${from}. Not in use`;
}

function PriceForm({ row, onClose }: { row: ModelPriceRow; onClose: () => void }) {
  const set = useSetModelPrice();
  const [input, setInput] = useState<number | string>(row.price?.input ?? '');
  const [output, setOutput] = useState<number | string>(row.price?.output ?? '');
  const isComplete = typeof input === 'number' && typeof output === 'number';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) set.mutate({ model: row.model, price: { input, output } }, { onSuccess: onClose });
  };
  return (
    <form className={classes.priceForm} onSubmit={save} aria-label={`The price of ${row.model}`}>
      {set.error && (
        <div className={classes.wide}>
          <ErrorBox error={set.error} />
        </div>
      )}
      <PriceInput label="For a million tokens in" value={input} onChange={setInput} isFirst />
      <PriceInput label="For a million tokens out" value={output} onChange={setOutput} />
      <p className={`${classes.text} ${classes.wide}`}>
        A model of your own that costs nothing has the price 0.
      </p>
      <div className={`${classes.actions} ${classes.wide}`}>
        {row.source === 'entered' && (
          <Button onClick={() => set.mutate({ model: row.model }, { onSuccess: onClose })}>
            Remove what was entered
          </Button>
        )}
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="filled" disabled={!isComplete} loading={set.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

function PriceInput({
  label,
  value,
  onChange,
  isFirst = false,
}: {
  label: string;
  value: number | string;
  onChange: (value: number | string) => void;
  isFirst?: boolean;
}) {
  return (
    <NumberInput
      label={label}
      prefix="$"
      min={0}
      max={10_000}
      decimalScale={4}
      value={value}
      onChange={onChange}
      autoFocus={isFirst}
    />
  );
}
