import { msToTs } from '@temporalio/common/lib/time.js';
import type { temporal } from '@temporalio/proto';
import type { TemporalConnection } from './connect.ts';

const retentionDays = 30;

/** Search attributes: few, and never personal data. */
const searchAttributes = ['DayshiftPlaybook', 'DayshiftWorkspace'] as const;

/**
 * Makes the namespace fit: history is kept 30 days (a fresh local server keeps one), our search attributes exist. Repeats
 * safely. What the server does not let us do (Temporal Cloud is provisioned outside) comes back as text.
 */
export async function prepareNamespace({ client, namespace }: TemporalConnection): Promise<string[]> {
  const missing: string[] = [];
  try {
    await client.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(retentionDays * 86_400_000) },
    });
  } catch (error) {
    missing.push(`retention of ${retentionDays} days: ${messageOf(error)}`);
  }
  try {
    const { operatorService } = client.connection as unknown as { operatorService: OperatorService }; // a client's connection is a Connection
    const existing = await operatorService.listSearchAttributes({ namespace });
    const wanted = searchAttributes.filter((name) => !existing.customAttributes?.[name]);
    if (wanted.length > 0) {
      const keyword = 2 satisfies temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
      await operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(wanted.map((name) => [name, keyword])),
      });
    }
  } catch (error) {
    missing.push(`search attributes: ${messageOf(error)}`);
  }
  return missing;
}

type OperatorService = temporal.api.operatorservice.v1.OperatorService;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
