import type { ResumeChoice, ResumePlan, RunView } from '@dayshift/contracts';
import { Button, Checkbox, Radio } from '@mantine/core';
import { Wrench } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useRunValues } from '../../api/use-run-values.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { Key } from '../../ui/key.tsx';
import { isAmbiguous } from '../step/incident.ts';
import { troubledStep } from '../step/step-facts.ts';
import { EditTrigger } from './edit-trigger.tsx';
import classes from './resume-dialog.module.css';
import { ResumeSteps } from './resume-steps.tsx';
import {
  type ResumeVersion,
  repeatsSentence,
  resumeButton,
  resumeLead,
  sameCauseWords,
  versionOptions,
} from './resume-words.ts';

interface ResumeFormProps {
  view: RunView;
  plan: ResumePlan;
  /** Another plan is being made; the one shown is of the choice before. */
  isPlanning: boolean;
  isSending: boolean;
  error: unknown;
  /** The plan shown is not the one that was pressed for. */
  hasChanged: boolean;
  version: ResumeVersion;
  onVersion: (version: ResumeVersion) => void;
  redo: readonly string[];
  onRedo: (keys: readonly string[], isTicked: boolean) => void;
  isTriggerEdited: boolean;
  onTrigger: (trigger: ResumeChoice['trigger'] | undefined) => void;
  onResume: (alsoRunIds: string[]) => void;
  onFix: (nodeId: string | undefined) => void;
  onClose: () => void;
}

/** The plan, the choices that change it, and the one button. */
export function ResumeForm(props: ResumeFormProps) {
  const { view, plan, isPlanning, isSending, error, hasChanged, version, redo } = props;
  const values = useRunValues(view);
  const isFailed = view.run.state === 'failed';
  const isPointless = isSameAgain(props);
  const [takesOthers, setTakesOthers] = useState<boolean>();
  // Others are taken along when something was fixed; an edited input is of this run alone.
  const isTaking = takesOthers ?? (plan.changes.length > 0 && !props.isTriggerEdited);
  const others = isTaking ? plan.sameCause.map(({ id }) => id).slice(0, 200) : [];
  const isReady = !isPlanning && !isSending && plan.problems.length === 0;
  const primary = useRef<HTMLButtonElement>(null);
  // The button is there only once the plan is: the focus goes to it then, so that Enter does what it says.
  useEffect(() => primary.current?.focus({ preventScroll: true }), []);

  const resume = () => {
    if (isReady) props.onResume(others);
  };
  const fix = () => props.onFix(troubledStep(view)?.nodeId);
  const submit = () => (isPointless ? fix() : resume());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    // Enter in a text is a new line, and on another button that button's.
    if (target?.closest('textarea, button, a') && target !== primary.current) return;
    event.preventDefault();
    submit();
  };

  return (
    // Enter anywhere in the dialog is its one button, as the key on that button says.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={classes.form} onKeyDown={onKeyDown}>
      <p className={classes.lead}>{resumeLead(plan)}</p>
      {hasChanged && (
        <p className={classes.changed} role="alert">
          The run or the playbook moved meanwhile, so nothing was done. This is the plan as it is now: look
          again.
        </p>
      )}
      <VersionChoice view={view} version={version} onVersion={props.onVersion} />
      {isPointless && (
        <p className={classes.hint}>
          Nothing in the playbook has changed since, so it may well be refused in the same way.
        </p>
      )}
      <div data-planning={isPlanning || undefined} className={classes.plan} aria-busy={isPlanning}>
        <ResumeSteps plan={plan} graph={view.graph} redo={redo} onRedo={props.onRedo} />
      </div>
      {plan.how === 'fork' && values && (
        <EditTrigger trigger={values.trigger} isEdited={props.isTriggerEdited} onApply={props.onTrigger} />
      )}
      {plan.problems.length > 0 && (
        <ul className={classes.problems} role="alert">
          {plan.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {plan.sameCause.length > 0 && (
        <SameCauseChoice
          count={plan.sameCause.length}
          isFailed={isFailed}
          isTaking={isTaking}
          onTake={setTakesOthers}
        />
      )}
      {error !== null && error !== undefined && <ErrorBox error={error} />}
      <div className={classes.foot}>
        <span className={classes.repeats} data-sends={plan.repeats.length > 0 || undefined}>
          {repeatsSentence(plan)}
        </span>
        {!isPointless && (
          <Button size="lg" onClick={props.onClose}>
            Cancel
          </Button>
        )}
        {isPointless && (
          <Button size="lg" onClick={resume} disabled={!isReady} loading={isSending}>
            {others.length === 0 ? 'Resume all the same' : `${resumeButton(1 + others.length)} all the same`}
          </Button>
        )}
        <Button
          ref={primary}
          size="lg"
          variant="filled"
          disabled={!isPointless && (isPlanning || plan.problems.length > 0)}
          loading={isSending && !isPointless}
          leftSection={isPointless && <Wrench size={15} aria-hidden />}
          rightSection={<Key on="filled">↵</Key>}
          onClick={submit}
        >
          {isPointless ? 'Fix the step' : resumeButton(1 + others.length)}
        </Button>
      </div>
    </div>
  );
}

/** The same step would be asked the same thing and refused for the same reason. */
function isSameAgain({ view, plan, redo, isTriggerEdited }: ResumeFormProps): boolean {
  const step = troubledStep(view);
  return (
    plan.changes.length === 0 &&
    redo.length === 0 &&
    !isTriggerEdited &&
    step !== undefined &&
    step.failure?.effect === 'not-happened' &&
    !isAmbiguous(step)
  );
}

function VersionChoice({
  view,
  version,
  onVersion,
}: {
  view: RunView;
  version: ResumeVersion;
  onVersion: (version: ResumeVersion) => void;
}) {
  const options = versionOptions(view);
  if (options.length === 1) return null;
  return (
    <Radio.Group
      aria-label="Version to go on with"
      value={version}
      onChange={(value) => {
        const chosen = options.find((option) => option.version === value);
        if (chosen) onVersion(chosen.version);
      }}
    >
      <div className={classes.versions}>
        {options.map((option) => (
          <Radio key={option.version} size="sm" value={option.version} label={option.label} />
        ))}
      </div>
    </Radio.Group>
  );
}

function SameCauseChoice({
  count,
  isFailed,
  isTaking,
  onTake,
}: {
  count: number;
  isFailed: boolean;
  isTaking: boolean;
  onTake: (isTaking: boolean) => void;
}) {
  const words = sameCauseWords(count, isFailed);
  return (
    <div className={classes.others}>
      <span>
        <b>{words.runs}</b> {words.rest}
      </span>
      <Checkbox
        size="sm"
        label={count === 1 ? 'Resume it too' : 'Resume them too, 2 at a time'}
        checked={isTaking}
        onChange={(event) => onTake(event.currentTarget.checked)}
      />
    </div>
  );
}
