import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import type { AuditSearch } from '../address/search-params.ts';
import { auditFile } from '../api/audit.ts';

/** Takes what is shown along, all of it and not only the first page. */
export function ExportAudit({ filter }: { filter: AuditSearch }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<Download size={15} aria-hidden />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={auditFile(filter, 'csv')} download="audit.csv">
          CSV, for a spreadsheet
        </Menu.Item>
        <Menu.Item component="a" href={auditFile(filter, 'jsonl')} download="audit.jsonl">
          JSON lines, for a program
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
