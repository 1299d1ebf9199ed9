import type { ApprovalView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { Card } from '../ui/card.tsx';
import { actionWords, historySentence } from './action-words.ts';
import classes from './approval-card.module.css';
import { LongText } from './long-text.tsx';

/** What helps to decide: the reason with whose words it is, what led here, earlier decisions. */
export function ApprovalAside({ approval }: { approval: ApprovalView }) {
  const { reason, reasonBy, led, history } = approval;
  return (
    <aside className={classes.aside} aria-label="About this question">
      {reason !== undefined && reason !== '' && <Reason text={reason} isFromAi={reasonBy === 'ai'} />}
      <Card title="What led here">
        <ul className={classes.led}>
          {led.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
          <li>
            <Link to="/runs/$runId" params={{ runId: approval.runId }} search={{}} className={classes.link}>
              See the run
            </Link>
          </li>
        </ul>
      </Card>
      <Card title={actionWords(approval).like}>
        <p className={classes.quiet}>{historySentence(history)}</p>
      </Card>
    </aside>
  );
}

/** Plain text on purpose: nothing the AI writes may look like a part of this page, and nothing else may look like the AI. */
function Reason({ text, isFromAi }: { text: string; isFromAi: boolean }) {
  if (!isFromAi)
    return (
      <Card title="Why, as the playbook says">
        <LongText text={text} part="reason" />
      </Card>
    );
  return (
    <Card tone="ai" title="Why, in the AI’s words" icon={<Sparkles size={15} aria-hidden />}>
      <LongText text={text} part="reason" />
    </Card>
  );
}
