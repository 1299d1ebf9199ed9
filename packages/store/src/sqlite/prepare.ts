import type { StatementSync } from 'node:sqlite';

export type Prepare = (sql: string) => StatementSync;
