import type { Problem } from '@dayshift/model';
import { Popover, UnstyledButton } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { typeTitleOf } from '../../graph/node-facts.ts';
import { fieldTitleOf } from '../inspector/field-title.ts';
import { useEditor } from '../state/editor-context.tsx';
import { KeyHelp } from './key-help.tsx';
import classes from './problem-bar.module.css';

interface Props {
  problems: readonly Problem[];
  isChecking: boolean;
  onOpen: (problem: Problem) => void;
}

/** The line below the canvas: what is wrong first, the keys that work now, and how much there is. */
export function ProblemBar({ problems: all, isChecking, onOpen }: Props) {
  const problems = all.filter((problem) => problem.severity !== 'info');
  const steps = useEditor((state) => state.graph.nodes.length);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.filter((problem) => problem.severity === 'warning').length;
  const [first] = problems;
  const [isOpen, setOpen] = useState(false);
  return (
    <footer className={classes.bar}>
      <div role="status" className={classes.status}>
        {first ? (
          <Popover opened={isOpen} onChange={setOpen} position="top-start" width={460} shadow="md">
            <Popover.Target>
              <UnstyledButton
                className={classes.count}
                data-tone={errors > 0 ? 'needs' : 'waits'}
                onClick={() => setOpen((before) => !before)}
                aria-expanded={isOpen}
              >
                {errors > 0 ? <CircleAlert size={15} aria-hidden /> : <TriangleAlert size={15} aria-hidden />}
                {countWords(errors, warnings)}
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown className={classes.list}>
              {problems.slice(0, 100).map((problem, index) => (
                <UnstyledButton
                  // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be equal in every part
                  key={index}
                  className={classes.row}
                  data-tone={problem.severity === 'error' ? 'needs' : 'waits'}
                  onClick={() => {
                    setOpen(false);
                    onOpen(problem);
                  }}
                >
                  <ProblemLine problem={problem} />
                </UnstyledButton>
              ))}
            </Popover.Dropdown>
          </Popover>
        ) : (
          <span className={classes.fine}>
            <CircleCheck size={15} aria-hidden />
            {isChecking ? 'Checking…' : 'No problems'}
          </span>
        )}
      </div>
      {first && (
        <UnstyledButton className={classes.first} onClick={() => onOpen(first)}>
          <ProblemLine problem={first} />
        </UnstyledButton>
      )}
      <KeyHelp isCrowded={first !== undefined} />
      <span className={classes.size}>
        {steps === 1 ? '1 step' : `${steps} steps`}
        <Zoom />
      </span>
    </footer>
  );
}

/** “Refund › Reason code: the help desk needs one.” */
function ProblemLine({ problem }: { problem: Problem }) {
  const node = useEditor((state) => state.graph.nodes.find((each) => each.id === problem.nodeId));
  const field = node && problem.field !== undefined ? fieldTitleOf(node.type, problem.field) : undefined;
  const where = [node && (node.title || typeTitleOf(node)), field].filter(Boolean).join(' › ');
  return (
    <>
      {where && <strong className={classes.where}>{where}: </strong>}
      {problem.message}
      {problem.hint && <span className={classes.hint}> {problem.hint}</span>}
    </>
  );
}

function Zoom() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return <> · {percent} %</>;
}

function countWords(errors: number, warnings: number): string {
  const words = [];
  if (errors > 0) words.push(errors === 1 ? '1 problem' : `${errors} problems`);
  if (warnings > 0) words.push(warnings === 1 ? '1 warning' : `${warnings} warnings`);
  return words.join(', ');
}
