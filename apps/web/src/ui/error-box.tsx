import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { ApiError } from '../api/api-error.ts';
import classes from './error-box.module.css';

/** An error where it belongs, with what to do about it and, if it can help, a way to try again. */
export function ErrorBox({
  error,
  title,
  onRetry,
}: {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}) {
  const message = error instanceof Error ? error.message : String(error);
  const isApi = error instanceof ApiError;
  return (
    <div className={classes.box} role="alert">
      <CircleAlert size={16} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <p className={classes.title}>{title ?? message}</p>
        {title !== undefined && <p>{message}</p>}
        {isApi && error.hint !== undefined && <p>{error.hint}</p>}
        {isApi && error.requestId !== undefined && (
          <p className={classes.reference}>
            {error.code} · request {error.requestId}
          </p>
        )}
      </div>
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
