import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import Markdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { useDeliverable } from '../api/deliverables.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './deliverables.module.css';

/** A document as it reads; markdown is drawn without any HTML of its own. */
export function DocumentView({ id }: { id: string }) {
  const { data, error, refetch } = useDeliverable(id);
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={1} height={420} what="the document" />;
    return (
      <ErrorBox error={error} title="This document could not be loaded." onRetry={() => void refetch()} />
    );
  }
  const download = () => {
    const url = URL.createObjectURL(new Blob([data.content], { type: data.mediaType }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = data.path.split('/').at(-1) ?? 'document.md';
    anchor.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <div className={classes.about}>
        <p>
          <b>{data.path}</b> · v{data.version}
          {data.workerName === undefined ? '' : ` · written by ${data.workerName}`} ·{' '}
          <TimeText at={data.createdAt} /> ·{' '}
          <Link to="/runs/$runId" params={{ runId: data.runId }} search={{}} className={classes.link}>
            See the run
          </Link>
        </p>
        <Button leftSection={<Download size={15} />} onClick={download}>
          Download
        </Button>
      </div>
      <article className={classes.paper}>
        {data.mediaType === 'text/markdown' ? (
          <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]}>
            {data.content}
          </Markdown>
        ) : (
          <pre>{data.content}</pre>
        )}
      </article>
    </>
  );
}
