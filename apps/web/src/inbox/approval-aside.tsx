import type { ApprovalView } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { Card } from '../ui/card.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { actionWords, historySentence } from './action-words.ts';
import classes from './approval-card.module.css';
import { LongText } from './long-text.tsx';

/** What helps to decide: the AI's reason as its own words, the deadline, what led here, earlier decisions. */
export function ApprovalAside({ approval }: { approval: ApprovalView }) {
  const { reason, ifNobodyAnswers, led, history } = approval;
  return (
    <aside className={classes.aside} aria-label="About this question">
      {reason !== undefined && reason !== '' && (
        <Card tone="ai" title="Why, in the AI’s words" icon={<Sparkles size={15} aria-hidden />}>
          {/* Plain text on purpose: nothing the AI writes may look like a part of this page. */}
          <LongText text={reason} part="reason" />
        </Card>
      )}
      {approval.state === 'open' && <Deadlines steps={ifNobodyAnswers} />}
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

function Deadlines({ steps }: { steps: ApprovalView['ifNobodyAnswers'] }) {
  return (
    <Card title="If nobody answers">
      {steps.length === 0 ? (
        <p className={classes.quiet}>It waits. Nothing is done until somebody decides.</p>
      ) : (
        <dl className={classes.deadlines}>
          {steps.map(({ at, what }) => (
            <div key={`${at} ${what}`}>
              <dt>
                <TimeText at={at} />
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
