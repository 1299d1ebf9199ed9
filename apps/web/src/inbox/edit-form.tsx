import type { ApprovalView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { Button } from '@mantine/core';
import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type FieldErrors, fieldErrors } from '../ui/field-errors.ts';
import { Key, modifierKey } from '../ui/key.tsx';
import { ChangeList } from './change-list.tsx';
import { EditField } from './edit-field.tsx';
import classes from './edit-form.module.css';
import { onlyEditable, withEdited } from './editable-part.ts';
import { findChanges } from './find-changes.ts';

/** Edits the action in place, shows what that changes, and approves the edited one. */
export function EditForm({
  approval,
  draft,
  serverErrors,
  onDraft,
  onApprove,
  onClose,
}: {
  approval: ApprovalView;
  draft: Json;
  /** Errors of an edit that the API refused. */
  serverErrors: FieldErrors;
  onDraft: (draft: Json) => void;
  onApprove: (input: Json) => void;
  onClose: () => void;
}) {
  const original = approval.action?.input ?? approval.fields ?? null;
  const schema = isObject(approval.editSchema) ? approval.editSchema : undefined;
  // What the playbook decides (where it goes, and how) is no field of the form, and stays as it is in the edit.
  const shown = onlyEditable(schema, draft);
  const errors = schema === undefined ? {} : fieldErrors(schema, shown);
  const changes = findChanges(original, draft);
  const hasErrors = Object.keys(errors).length > 0;
  // An error of the API holds until that field is changed again.
  const [refusedDraft] = useState(draft);
  const shownErrors = draft === refusedDraft ? { ...serverErrors, ...errors } : errors;
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);

  const approve = () => {
    if (!hasErrors && changes.length > 0) onApprove(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      approve();
    }
  };
  return (
    // Keys typed in any field of the form are for the form: Esc leaves it, ⌘↵ approves.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div ref={form} className={classes.form} onKeyDown={onKeyDown}>
      <EditField
        schema={schema}
        value={shown}
        path=""
        label="Edit"
        isRequired
        errors={shownErrors}
        onChange={(changed) => onDraft(withEdited(schema, draft, changed ?? null))}
      />
      <ChangeList changes={changes} />
      <div className={classes.actions}>
        <Button
          size="lg"
          variant="filled"
          color="done"
          leftSection={<Check size={16} />}
          rightSection={<Key on="filled">{`${modifierKey}↵`}</Key>}
          disabled={hasErrors || changes.length === 0}
          onClick={approve}
        >
          {withoutAmount(approval)}, with{' '}
          {changes.length === 0 ? 'changes' : changes.length === 1 ? '1 change' : `${changes.length} changes`}
        </Button>
        <Button size="lg" rightSection={<Key>esc</Key>} onClick={onClose}>
          Leave as it was
        </Button>
      </div>
    </div>
  );
}

/** The amount of the question may be just what is edited. */
function withoutAmount({ verbs, matter }: ApprovalView): string {
  return matter.amount === undefined ? verbs.yes : verbs.yes.replace(` ${matter.amount}`, '');
}
