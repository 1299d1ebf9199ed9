import { valueAt } from '@dayshift/json-schema';
import { cronInWords, cronIssue, nextCronTimes } from '@dayshift/nodes';
import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useNow } from '../../../ui/use-now.ts';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';

/** A schedule: its words and its next times say whether it is the one that was meant. */
export function CronField({ field, value }: FieldProps) {
  const { change, graph, nodeId } = useFieldHost();
  const { meta, path } = field;
  const cron = typeof value === 'string' ? value : '';
  const config = graph.nodes.find((node) => node.id === nodeId)?.config;
  const zone = valueAt(config, 'timeZone');
  const timeZone = typeof zone === 'string' && zone !== '' ? zone : 'UTC';
  const now = useNow();
  const isFine = cron !== '' && cronIssue(cron) === undefined;
  const times = useMemo(
    () => (isFine ? nextCronTimes(cron, timeZone, now, 3) : []),
    [isFine, cron, timeZone, now],
  );
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      note={
        isFine && (
          <>
            {cronInWords(cron)}, {timeZone} time
            {times.length > 0 && (
              <>
                <br />
                next: {times.map((at) => formatAt(at, timeZone)).join(' · ')}
              </>
            )}
          </>
        )
      }
    >
      {({ inputId, describedBy, isInvalid }) => (
        <TextInput
          id={inputId}
          aria-describedby={describedBy}
          error={isInvalid}
          classNames={{ input: classes.text ?? '' }}
          value={cron}
          placeholder={meta.placeholder ?? '0 9 * * 1-5'}
          onChange={(event) => change(path, event.currentTarget.value)}
        />
      )}
    </FieldShell>
  );
}

function formatAt(at: number, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
      .format(at)
      .replace(/,/g, '');
  } catch {
    return '';
  }
}
